import { markWords } from './console/mark.js';
import { openOutbox } from './console/outbox.js';

const mark = document.querySelector('[data-waiting]');
const outbox = await openOutbox({ person: mark.dataset.person, changed: () => show(), sent: () => {} });
await outbox.drain();

/** Away from the console, too, what waits is sent, and what is refused is not forgotten. */
async function show() {
  const items = await outbox.items();
  const waiting = items.filter(({ status }) => status === 'waiting').length;
  const refused = items.filter(({ status }) => status === 'refused').length;
  const says =
    markWords(waiting, outbox.status.trouble, !navigator.onLine) || (refused ? `${refused} of your notes need another look` : '');
  mark.hidden = !says || waiting + refused === 0;
  mark.querySelector('[data-mark-words]').textContent = says;
}
