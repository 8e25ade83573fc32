import { followKeys } from './keys.js';

holdSubmittedForms();
focusErrorSummary();
dismissToasts();
closeMenusElsewhere();
openSheets();
showCurrentSection();
followKeys();

function holdSubmittedForms() {
  addEventListener('submit', (event) => {
    if (event.defaultPrevented || event.target.method === 'dialog') return;
    setTimeout(() => setButtons(event.target, true));
  });
  addEventListener('pageshow', () => {
    for (const form of document.forms) setButtons(form, false);
  });
}

function setButtons(form, held) {
  for (const button of form.querySelectorAll(held ? 'button:not([type="button"], :disabled)' : 'button[data-held]')) {
    button.disabled = held;
    button.toggleAttribute('data-held', held);
  }
}

function focusErrorSummary() {
  document.querySelector('[data-error-summary]')?.focus();
}

function dismissToasts() {
  for (const toast of document.querySelectorAll('[data-toast]')) {
    const close = toast.querySelector('button');
    close.hidden = false;
    close.addEventListener('click', () => toast.remove());
  }
}

function showCurrentSection() {
  for (const row of document.querySelectorAll('.sections, .tabs')) {
    const current = row.querySelector('[aria-current]');
    if (current) row.scrollLeft = current.offsetLeft - row.clientWidth / 2 + current.offsetWidth / 2;
  }
}

function closeMenusElsewhere() {
  addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('[data-menu][open]')) if (!menu.contains(event.target)) menu.open = false;
  });
}

function openSheets() {
  addEventListener('click', (event) => {
    const opener = event.target.closest('a[data-sheet]');
    const sheet = opener && document.getElementById(opener.hash.slice(1));
    if (sheet) {
      event.preventDefault();
      sheet.showModal();
    } else if (event.target.closest('.sheet-close')) {
      const open = event.target.closest('dialog[open]');
      if (open) event.preventDefault();
      open?.close();
    }
  });
}
