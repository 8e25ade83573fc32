const PLACES = { h: '/', s: '/shifts', b: '/backlog', t: '/themes' };
const SECONDS_BETWEEN_KEYS = 1.2;

let lastKey = { key: '', at: 0 };

/** Lets the keyboard lead: / searches, g h|s|b|t go, ? lists the keys, j k walk through a list, Escape closes. */
export function followKeys() {
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return closeMenu();
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]'))
      return;
    const followed = goTo(event) || keyActions[event.key]?.();
    if (followed) event.preventDefault();
    lastKey = { key: event.key, at: event.timeStamp };
  });
}

const keyActions = {
  '/': () => focus(document.querySelector('[data-search]')),
  '?': () => open(document.getElementById('keys')),
  j: () => walk(1),
  k: () => walk(-1),
};

function goTo(event) {
  const afterG = lastKey.key === 'g' && event.timeStamp - lastKey.at < SECONDS_BETWEEN_KEYS * 1000;
  if (!afterG || !PLACES[event.key]) return false;
  location.assign(PLACES[event.key]);
  return true;
}

function walk(step) {
  const links = [...document.querySelectorAll('[data-list] > *')].map((row) => row.querySelector('a')).filter(Boolean);
  const here = links.findIndex((link) => link.closest('[data-list] > *').contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  return focus(links[next]);
}

function focus(element) {
  element?.focus();
  return Boolean(element);
}

function open(dialog) {
  dialog?.showModal();
  return Boolean(dialog);
}

function closeMenu() {
  const menu = document.querySelector('[data-menu][open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
}

function isTyping(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}
