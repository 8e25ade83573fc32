/** Says what waits, and shows what was refused, so that nothing disappears silently. */
export function showMark(root, items, trouble) {
  const waiting = items.filter(({ status }) => status === 'waiting').length;
  const offline = !navigator.onLine;
  const mark = root.querySelector('[data-mark]');
  const says = markWords(waiting, trouble, offline);
  mark.hidden = !says;
  put(mark.querySelector('[data-mark-words]'), says);
  mark.querySelector('[data-mark-link]').hidden = trouble !== 'signed out';
  mark.querySelector('[data-mark-again]').hidden = !waiting || offline || trouble !== 'network';
}

/** `trouble` is why sending stopped: 'network', 'signed out' or null. */
export function markWords(waiting, trouble, offline) {
  const things = waiting === 1 ? '1 thing waits' : `${waiting} things wait`;
  if (trouble === 'signed out') return `You are signed out. ${things} on this phone until you sign in.`;
  if (waiting && (offline || trouble === 'network')) return `${things} for the network`;
  return offline ? 'No network: what you log is kept on this phone' : '';
}

const NAMES = {
  start: 'A call',
  end: 'The end of a call',
  describe: 'A reason or outcome',
  withdraw: 'A withdrawal',
  restore: 'A call',
  unjoin: 'That a report is not of that theme',
};

/** Each refused thing with its reason and what can be done: correct (reports), try again, throw away. */
export function showRefused(root, items, { correct, retry, discard }) {
  const box = root.querySelector('[data-refused]');
  const refused = items.filter(({ status }) => status === 'refused');
  box.hidden = refused.length === 0;
  box.replaceChildren(...refused.map((item) => refusedCard(item, { correct, retry, discard })));
}

function refusedCard(item, { correct, retry, discard }) {
  const card = document.createElement('div');
  card.className = 'card console-refused-card';
  card.setAttribute('role', 'alert');
  const name = document.createElement('strong');
  name.textContent = item.kind === 'report' ? `“${item.body.summary}”` : NAMES[item.kind];
  const words = document.createElement('p');
  words.append(name, ` was not taken. ${item.problem}`);
  const row = document.createElement('div');
  row.className = 'row';
  row.append(
    item.kind === 'report' ? button('Correct it', () => correct(item)) : button('Try again', () => retry(item)),
    button('Throw it away', () => discard(item)),
  );
  card.append(words, row);
  return card;
}

function button(words, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button button-quiet';
  made.textContent = words;
  made.addEventListener('click', press);
  return made;
}

function put(place, words) {
  if (place.textContent !== words) place.textContent = words;
}
