const NO_ANSWER = 'No answer came. Decide again: it counts once.';

const main = document.getElementById('main');
const said = document.body.appendChild(liveRegion());
let busy = false;
let before = '';

const KEYS = {
  n: () => focusName(),
  s: () => press('[data-skip]'),
  a: () => press('[formaction$="/setting-aside"]'),
  t: () => showTravellers(),
  u: () => press('form[action^="/filings/"] button'),
  x: () => tell('Not this: press the number of the suggestion.'),
};

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (document.querySelector('dialog[open]')) return;
  if (isTyping(event.target) ? typed(event) : before !== 'g' && decide(event.key)) event.preventDefault();
  before = event.key;
});

document.addEventListener('submit', (event) => {
  if (event.target.method !== 'post' || !main.contains(event.target)) return;
  event.preventDefault();
  post(event.target, event.submitter);
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-skip]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  ask(link.href).then((shown) => shown && history.pushState(null, '', link.href));
});

addEventListener('popstate', () => location.reload());

main.addEventListener('change', (event) => {
  if (event.target.name === 'travels') countSettled();
});

function decide(key) {
  if (busy) return /^[1-5nsatux]$/.test(key);
  if (/^[1-5]$/.test(key)) return press(before === 'x' ? `[data-refusal="${key}"] button` : `[data-key="${key}"]`);
  return KEYS[key]?.() ?? false;
}

/** Enter files where the field says; Escape gives the keys back to the page. */
function typed({ key, target }) {
  const into = { newThemeName: 'new', themeId: 'written' }[target.name];
  if (key === 'Enter' && into) return press(`[name="into"][value="${into}"]`);
  if (key === 'Escape') focus(main.querySelector('[data-report]'));
  return false;
}

const isTyping = ({ tagName, type }) => /^(INPUT|TEXTAREA|SELECT)$/.test(tagName) && type !== 'checkbox';

function press(selector) {
  const target = main.querySelector(selector);
  target?.click();
  return Boolean(target);
}

function focusName() {
  const field = main.querySelector('input[name="newThemeName"]');
  field?.select();
  return Boolean(field);
}

function showTravellers() {
  const list = main.querySelector('[data-travellers]');
  if (!list) return false;
  list.open = !list.open;
  return focus(list.querySelector(list.open ? 'input' : 'summary'));
}

function countSettled() {
  const count = 1 + main.querySelectorAll('[name="travels"]:checked').length;
  const words = count === 1 ? 'one report' : `${count.toLocaleString('en')} reports`;
  main.querySelector('[data-settles]').textContent = words;
  tell(`This decision settles ${words}.`);
}

function post(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  return ask(button?.hasAttribute('formaction') ? button.formAction : form.action, { method: 'POST', body });
}

/** Shows what the server answers in place of the page, without loading it anew. */
async function ask(address, options) {
  if (busy) return false;
  busy = true;
  main.toggleAttribute('data-waits', true);
  try {
    const answer = await fetch(address, options);
    const { pathname } = new URL(answer.url);
    if (answer.redirected && pathname !== '/unsorted') location.assign(answer.url);
    else show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    if (answer.redirected) history.replaceState(null, '', answer.url);
    return true;
  } catch {
    complain(NO_ANSWER);
    return false;
  } finally {
    busy = false;
    main.toggleAttribute('data-waits', false);
  }
}

function show(next) {
  main.replaceChildren(...next.getElementById('main').childNodes);
  document.title = next.title;
  const outcome = main.querySelector('[data-toast]');
  if (outcome) float(outcome);
  const report = main.querySelector('[data-report]');
  const heading = report?.querySelector('blockquote') ?? main.querySelector('h1, .empty-says');
  tell([outcome?.querySelector('p').textContent, report ? 'Next:' : '', heading?.textContent].filter(Boolean).join(' '));
  focus(main.querySelector('[data-error-summary]') ?? report ?? main);
}

/** Above the page, which must not jump; the live region says it. */
function float(toast) {
  toast.removeAttribute('role');
  toast.classList.add('toast-floats');
  const close = toast.querySelector('button');
  close.hidden = false;
  close.addEventListener('click', () => toast.remove());
}

function focus(element) {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
  return Boolean(element);
}

function complain(words) {
  const problem = Object.assign(document.createElement('p'), { className: 'toast toast-bad', textContent: words });
  problem.setAttribute('role', 'alert');
  main.querySelector('.toast')?.remove();
  main.prepend(problem);
}

function liveRegion() {
  const region = Object.assign(document.createElement('p'), { className: 'hidden-words' });
  region.setAttribute('role', 'status');
  return region;
}

function tell(words) {
  said.textContent = words.replace(/\s+/g, ' ').trim();
  return true;
}
