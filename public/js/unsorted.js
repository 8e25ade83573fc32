const table = document.querySelector('[data-sorting]');
const KEYS = {
  n: () => focusName(),
  s: () => press('a[href*="after="]'),
  x: () => press('form[action$="/setting-aside"] button'),
};

let before = '';

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || document.querySelector('dialog[open]')) return;
  if (before !== 'g' && decide(event.key)) event.preventDefault();
  before = event.key;
});

function decide(key) {
  if (key === 'u') return press('form[action^="/filings/"] button', document);
  if (/^[1-5]$/.test(key)) return press(`[data-key="${key}"]`);
  return KEYS[key]?.() ?? false;
}

function press(selector, within = table) {
  const target = within?.querySelector(selector);
  target?.click();
  return Boolean(target);
}

function focusName() {
  const field = table?.querySelector('input[name="newThemeName"]');
  field?.select();
  return Boolean(field);
}
