const OUTCOMES = () =>
  new Map([...document.querySelectorAll('[data-describe] [name="outcome"]')].map((radio) => [radio.value, wordsOf(radio)]));
const wordsOf = (radio) => radio.closest('label').textContent.trim();

/** Shows calls and reports, newest first, and keeps the focus where it was. */
export function showRows(root, { calls, reports }) {
  const focused = focusedRow();
  const known = new Set(calls.map(({ key }) => key));
  const outcomes = OUTCOMES();
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: root.dataset.zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const show = (call) =>
    callRow(
      root,
      call,
      reports.filter(({ callKey }) => callKey === call.key),
      { outcomes, clock },
    );
  root.querySelector('[data-calls]').replaceChildren(...calls.map(show));
  root
    .querySelector('[data-loose]')
    .replaceChildren(...reports.filter(({ callKey }) => !known.has(callKey)).map((report) => reportRow(root, report)));
  root.querySelector('[data-no-calls]').hidden = calls.length + reports.length > 0;
  if (focused) root.querySelector(focused)?.focus();
}

function focusedRow() {
  const row = document.activeElement?.closest('.console-call');
  const control = document.activeElement?.closest('form') ? 'button' : 'a[data-change]';
  return row && `.console-call[data-key="${row.dataset.key}"] ${control}`;
}

function callRow(root, call, reports, { outcomes, clock }) {
  const row = root.querySelector('[data-call-template]').content.firstElementChild.cloneNode(true);
  const said = [call.reason, outcomes.get(call.outcome)].filter(Boolean).join(' · ');
  row.dataset.key = call.key;
  row.classList.toggle('console-withdrawn', call.withdrawn);
  fill(row, 'clock', clock.format(new Date(call.startedAt)));
  fill(row, 'length', call.endedAt ? duration((Date.parse(call.endedAt) - Date.parse(call.startedAt)) / 1000) : 'running');
  fill(row, 'said', said).hidden = !said;
  fill(row, 'withdraw', call.withdrawn ? 'Bring it back' : 'Withdraw');
  slot(row, 'withdrawn').hidden = !call.withdrawn;
  slot(row, 'waits').hidden = !call.waits;
  slot(row, 'reports').append(...reports.map((report) => reportRow(root, report)));
  row.querySelector('[data-change]').hidden = call.withdrawn;
  return row;
}

function reportRow(root, report) {
  const row = root.querySelector('[data-report-template]').content.firstElementChild.cloneNode(true);
  const delight = report.kind === 'delight';
  row.dataset.key = report.key;
  fill(row, 'kind', delight ? 'Delight' : 'Friction').classList.toggle('console-kind-delight', delight);
  if (report.id) slot(row, 'summary').href = `/reports/${report.id}`;
  fill(row, 'summary', report.summary);
  fill(row, 'seconds', report.secondsLost ? `${report.secondsLost} s` : '');
  slot(row, 'waits').hidden = !report.waits;
  slot(row, 'placed').hidden = !report.theme;
  fill(row, 'theme', report.theme ?? '');
  slot(row, 'joined').hidden = !report.joined;
  fill(row, 'about', report.joined ? report.summary : '');
  return row;
}

const slot = (row, name) => row.querySelector(`[data-slot="${name}"]`);

function fill(row, name, words) {
  const place = slot(row, name);
  place.textContent = words;
  return place;
}

/** 40 s · 1 min 40 s · 1 h 5 min */
function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [big, unit, rest, restUnit] =
    whole < 3600
      ? [Math.floor(whole / 60), 'min', whole % 60, 's']
      : [Math.floor(whole / 3600), 'h', Math.round((whole % 3600) / 60), 'min'];
  return rest ? `${big} ${unit} ${rest} ${restUnit}` : `${big} ${unit}`;
}
