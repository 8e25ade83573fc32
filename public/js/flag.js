const PAUSE_MILLISECONDS = 300;
const SHORTEST_TEXT = 8;
const KEPT_UNDER = 'anonymous-flags';
const MOST_KEPT = 50;

const form = document.querySelector('[data-flag-form]');
const receipt = document.querySelector('[data-receipt]');
const receiptList = document.querySelector('[data-receipts]');

if (form) compareWhileTyping(form);
if (receipt) keepReceipt(receipt);
if (receiptList) showReceipts(receiptList);

/** Asks for similar themes when typing pauses; an answer that is overtaken by the next question is dropped. */
function compareWhileTyping(form) {
  const place = form.querySelector('[data-similar]');
  let pause;
  let asked = new AbortController();
  form.elements.summary.addEventListener('input', () => {
    clearTimeout(pause);
    asked.abort();
    asked = new AbortController();
    pause = setTimeout(() => compare(form, place, asked.signal), PAUSE_MILLISECONDS);
  });
  form.elements.anonymous.addEventListener('change', () => allowMeToos(form, place));
  form.elements.summary.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  if (form.elements.summary.value) compare(form, place, asked.signal);
}

async function compare(form, place, signal) {
  const summary = form.elements.summary.value.trim();
  if (summary.length < SHORTEST_TEXT) return place.replaceChildren();
  const answer = await post('/flags/similar', { summary, queueId: form.elements.queueId?.value }, signal);
  if (answer === undefined || signal.aborted) return;
  place.innerHTML = answer;
  form.querySelector('[data-compared]').value = 'yes';
  allowMeToos(form, place);
}

/** A me-too keeps a name: it cannot be said while the switch says "without my name". */
function allowMeToos(form, place) {
  for (const button of place.querySelectorAll('button[formaction]')) button.disabled = form.elements.anonymous.checked;
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
async function post(address, body, signal) {
  try {
    const headers = { 'content-type': 'application/json', accept: 'text/html' };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body), signal });
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
