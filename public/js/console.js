import { letChipsGo } from './console/chips.js';
import { describeCalls } from './console/describe.js';
import { newKey } from './console/key.js';
import { showMark, showRefused } from './console/mark.js';
import { keepThisPage } from './console/offline.js';
import { openOutbox } from './console/outbox.js';
import { freshPage, takeFresh } from './console/refresh.js';
import { showRows } from './console/rows.js';
import { openReportSheets } from './console/sheets.js';
import { applyItems } from './console/state.js';
import { startStopwatch } from './console/stopwatch.js';

const DOUBLE_TAP_MS = 600;
const CLOCKS_DIFFER_MS = 30_000;
const BRIEFLY_MS = 2_500;
const LONGER_MS = 10_000;

const root = document.querySelector('[data-console]');
const { shift, person } = root.dataset;
let state = JSON.parse(root.dataset.state);
let offMs = 0;
let board = applyItems(state, []);
let pressedMs = 0;
let shows = 0;
let turning = false;

const tick = startStopwatch(root, sinceMs);
const outbox = await openOutbox({ person, changed: () => show(), sent: (says) => refresh(says) });
const said = sayBriefly();
const sheets = openReportSheets(root, { now: () => ({ ...board, sinceMs: sinceMs() }), keep: keepReport, said });
const describe = describeCalls(root, {
  board: () => board,
  keep: (call, body) => log('describe', call.key, `/calls/${call.key}/description`, body),
});

letChipsGo(root);
askAnother();
root.addEventListener('submit', pressed);
root.querySelector('[data-mark-again]').addEventListener('click', () => outbox.drain());
addEventListener('offline', () => show());
await outbox.forget(state.asOf);
await show();
root.dataset.ready = 'yes';
await outbox.drain();
await refresh();
keepThisPage();

function sinceMs() {
  return board.running ? Date.parse(board.running.startedAt) - offMs : null;
}

async function show() {
  shows += 1;
  const mine = shows;
  const items = await outbox.items();
  if (mine !== shows) return;
  board = applyItems(
    state,
    items.filter((item) => item.shift === shift),
    offMs,
  );
  showRows(root, board);
  showTurn();
  describe.show();
  showMark(root, items, outbox.status.trouble);
  showRefused(root, items, {
    correct: sheets.correct,
    retry: (item) => outbox.change({ ...item, status: 'waiting' }),
    discard: outbox.discard,
  });
  tick();
}

function showTurn() {
  const paused = state.paused !== null;
  root.querySelector('[data-turn-words]').textContent = board.running ? 'Call ends' : 'Call starts';
  root.querySelector('[data-turn] button').disabled = paused && !board.running;
  root.querySelector('[data-paused]').hidden = !paused;
  root.querySelector('[data-paused-words]').textContent = state.paused ?? '';
  root.querySelector('[data-quiet]').hidden = Boolean(board.running);
}

function pressed(event) {
  if (event.target.matches('[data-turn]')) {
    event.preventDefault();
    turn();
  } else if (event.target.matches('[data-withdraw]')) {
    event.preventDefault();
    const key = event.target.closest('[data-key]').dataset.key;
    const { withdrawn } = board.calls.find((call) => call.key === key);
    if (withdrawn) log('restore', key, `/calls/${key}/restoration`, {});
    else log('withdraw', key, `/calls/${key}/withdrawal`, {});
  } else if (event.target.matches('[data-unjoin]')) {
    event.preventDefault();
    const { key } = event.target.closest('.console-report').dataset;
    log('unjoin', key, `/reports/${key}/joining/undoing`, {});
  }
}

/** One button for both: a second tap in the same breath is not meant. */
async function turn() {
  if (turning || Date.now() - pressedMs < DOUBLE_TAP_MS) return;
  turning = true;
  pressedMs = Date.now();
  const at = new Date().toISOString();
  const clientKey = board.running?.key ?? newKey();
  describe.follow();
  if (board.running) await log('end', clientKey, `/calls/${clientKey}/ending`, { endedAt: at });
  else await log('start', clientKey, `/shifts/${shift}/calls`, { clientKey, startedAt: at });
  await show();
  turning = false;
}

async function log(kind, key, url, body) {
  try {
    await outbox.put({ shift, kind, callKey: key, url, body });
  } catch {
    said('This phone has no room to keep it. Free some, then press again');
  }
}

function keepReport(body, theme, correcting) {
  if (correcting) return outbox.change({ ...correcting, body, theme, status: 'waiting', errors: {}, problem: '' });
  return outbox.put({ shift, kind: 'report', callKey: body.callKey, url: `/shifts/${shift}/reports`, body, theme });
}

async function refresh(says) {
  if (says) said(says, LONGER_MS);
  const fresh = await freshPage();
  if (!fresh) return;
  state = fresh.state;
  const differs = Date.parse(state.asOf) - Date.now();
  if (fresh.live) offMs = Math.abs(differs) > CLOCKS_DIFFER_MS ? differs : 0;
  takeFresh(root, fresh.root);
  await outbox.forget(state.asOf);
  await show();
}

function sayBriefly() {
  const place = root.querySelector('[data-said]');
  let timer;
  return (words, shownMs = BRIEFLY_MS) => {
    clearTimeout(timer);
    place.textContent = words;
    timer = setTimeout(() => {
      place.textContent = '';
    }, shownMs);
  };
}

function askAnother() {
  const link = root.querySelector('[data-another]');
  link?.addEventListener('click', (event) => {
    event.preventDefault();
    const questions = [...root.querySelectorAll('[data-question]')];
    const here = questions.findIndex((question) => !question.hidden);
    for (const [index, question] of questions.entries()) question.hidden = index !== (here + 1) % questions.length;
  });
}
