import { letChipsGo } from './console/chips.js';
import { suggestWhileTyping } from './suggest.js';

const KEPT_UNDER = 'anonymous-flags';
const MOST_KEPT = 50;

const form = document.querySelector('[data-flag-form]');
const receipt = document.querySelector('[data-receipt]');
const receiptList = document.querySelector('[data-receipts]');

if (form) write(form);
if (receipt) keepReceipt(receipt);
if (receiptList) showReceipts(receiptList);

/** Themes appear while the flag is typed; whoever has looked at them is not asked again after sending. */
function write(form) {
  suggestWhileTyping(form, {
    asked: () => {
      form.querySelector('[data-compared]').value = 'yes';
    },
  });
  letChipsGo(form);
  form.addEventListener('click', ({ target }) => {
    const address = target.closest?.('[data-me-too]')?.dataset.meToo;
    if (address) sayMeToo(form, address);
  });
  form.elements.summary.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

/** The same figures go to the theme instead, and no flag. A button of its own in the list would be the one that Enter presses. */
function sayMeToo(form, address) {
  const button = document.createElement('button');
  Object.assign(button, { formAction: address, hidden: true });
  form.append(button);
  form.requestSubmit(button);
  button.remove();
}

function keepReceipt(card) {
  const token = card.dataset.receipt;
  keep([token, ...kept().filter((other) => other !== token)]);
  const words = card.querySelector('[data-kept]');
  words.hidden = !kept().includes(token);
  card.querySelector('[data-forget]').addEventListener('click', () => {
    keep(kept().filter((other) => other !== token));
    words.textContent = 'Forgotten here. Only the address of this page leads back to the flag.';
  });
}

async function showReceipts(section) {
  const receipts = kept();
  if (receipts.length === 0) return;
  const answer = await post('/flags/receipts/status', { receipts });
  if (!answer?.trim()) return;
  section.innerHTML = answer;
  section.hidden = false;
  const empty = document.querySelector('[data-no-flags]');
  if (empty) empty.hidden = true;
  section.querySelector('[data-forget-all]')?.addEventListener('click', () => {
    keep([]);
    section.hidden = true;
  });
}

/** The server's HTML, or undefined when there is no network or no answer: the page works on without it. */
async function post(address, body) {
  try {
    const headers = { 'content-type': 'application/json', accept: 'text/html' };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? '[]');
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

function keep(receipts) {
  try {
    localStorage.setItem(KEPT_UNDER, JSON.stringify(receipts.slice(0, MOST_KEPT)));
  } catch {
    // A browser that keeps nothing: the address of the page still leads back.
  }
}
