import { suggestWhileTyping } from '../suggest.js';
import { newKey } from './key.js';
import { minutes, secondsSince } from './stopwatch.js';

/**
 * The friction and delight sheets. `now()` gives the board ({ running, last } and `sinceMs` of the running call); `keep(body, theme)`
 * resolves when the report is safe in this phone, with the theme that was chosen for it, or null.
 */
export function openReportSheets(root, { now, keep, said }) {
  const sheets = [...root.querySelectorAll('.console-sheet')].map((dialog) => prepareSheet(dialog, { now, keep, said }));
  root.addEventListener('click', (event) => {
    const kind = event.target.closest('[data-sheet]')?.dataset.kind;
    if (!kind) return;
    event.preventDefault();
    event.stopPropagation();
    sheets.find(({ dialog }) => dialog.id === kind).begin();
  });
  return { correct: (item) => sheets.find(({ dialog }) => dialog.id === item.body.kind).correct(item) };
}

function prepareSheet(dialog, { now, keep, said }) {
  const form = dialog.querySelector('form');
  const fields = form.elements;
  const clocks = dialog.querySelector('[data-clocks]');
  const problem = dialog.querySelector('[data-problem]');
  const similar = suggestWhileTyping(form);
  const sheet = { openedMs: 0, about: null, callSinceMs: null, correcting: null };

  for (const radio of fields.secondsFrom ?? []) if (radio.value !== 'typed') addClock(radio);
  setInterval(tick, 250);
  form.addEventListener('input', ({ target }) => target.name === 'secondsLost' && choose('typed'));
  form.addEventListener('change', ({ target }) => target.name === 'secondsFrom' && fill());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  if (dialog.open) {
    dialog.close();
    dialog.showModal();
    openedAgain();
  }
  return { dialog, begin, correct };

  function begin() {
    problem.hidden = true;
    if (!fields.summary.value.trim()) openedAgain();
    dialog.showModal();
    fields.summary.focus();
  }

  function openedAgain() {
    const { running, last, sinceMs } = now();
    Object.assign(sheet, { openedMs: Date.now(), about: running ?? last ?? null, callSinceMs: sinceMs });
    if (!fields.secondsFrom) return;
    clocks.hidden = sinceMs === null;
    choose('typed');
  }

  function choose(source) {
    for (const radio of fields.secondsFrom) radio.checked = radio.value === source;
    fill();
  }

  function tick() {
    if (dialog.open && fields.secondsFrom && !clocks.hidden) fill();
  }

  function fill() {
    const seconds = {
      opened: secondsSince(sheet.openedMs),
      call: sheet.callSinceMs === null ? 0 : secondsSince(sheet.callSinceMs),
    };
    for (const radio of fields.secondsFrom) {
      const words = radio.parentElement.querySelector('[data-clock]');
      if (words && radio.value in seconds) words.textContent = minutes(seconds[radio.value]);
      if (radio.checked && radio.value in seconds) fields.secondsLost.value = seconds[radio.value];
    }
  }

  async function submit() {
    if (!fields.summary.value.trim()) return complain('Say in one sentence what happened', fields.summary);
    const typed = Object.fromEntries(new FormData(form));
    const mine = sheet.correcting?.body;
    const body = {
      ...typed,
      clientKey: mine?.clientKey ?? newKey(),
      callKey: mine ? mine.callKey : (sheet.about?.key ?? ''),
      happenedAt: mine?.happenedAt ?? new Date(sheet.openedMs).toISOString(),
    };
    const { correcting } = sheet;
    const theme = similar.chosen();
    form.reset();
    sheet.correcting = null;
    try {
      await keep(body, theme, correcting);
    } catch {
      restore(typed, theme);
      return complain('This phone has no room to keep it. Free some, then press again', fields.summary);
    }
    dialog.close();
    said(typed.kind === 'delight' ? 'Delight kept' : 'Friction kept');
  }

  function correct(item) {
    restore(item.body, item.theme);
    sheet.correcting = item;
    if (clocks) clocks.hidden = true;
    dialog.showModal();
    const [name, words] = Object.entries(item.errors)[0] ?? ['summary', item.problem];
    complain(words, fields[name] ?? fields.summary);
  }

  function restore({ themeId: _, ...values }, theme) {
    for (const [name, value] of Object.entries(values)) if (fields[name]) fields[name].value = value;
    if (theme) similar.restore(theme);
  }

  function complain(words, field) {
    problem.hidden = false;
    problem.textContent = words;
    (field.length && !field.tagName ? field[0] : field).focus();
  }
}

function addClock(radio) {
  const clock = document.createElement('strong');
  clock.dataset.clock = '';
  radio.parentElement.append(clock);
}
