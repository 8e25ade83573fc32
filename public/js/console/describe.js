/** Why they called and how it ended: kept with each tap, for the call that runs, the last one, or one chosen from the list. */
export function describeCalls(root, { board, keep }) {
  const form = root.querySelector('[data-describe]');
  const fields = form.elements;
  let chosen = null;

  form.querySelector('[data-describe-keep]').hidden = true;
  form.addEventListener('change', ({ target }) => {
    if (target.name === 'reason' && target.checked) fields.reasonTyped.value = '';
    save();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save();
    document.activeElement?.blur();
  });
  root.addEventListener('click', (event) => {
    const link = event.target.closest('[data-change]');
    if (!link) return;
    event.preventDefault();
    chosen = link.closest('[data-key]').dataset.key;
    show();
    form.scrollIntoView({ block: 'center' });
    form.querySelector('input')?.focus({ preventScroll: true });
  });
  return { show, follow };

  /** From the list back to whatever call comes next. */
  function follow() {
    chosen = null;
  }

  function described() {
    const { calls, running, last } = board();
    return calls.find(({ key, withdrawn }) => key === chosen && !withdrawn) ?? running ?? last;
  }

  function show() {
    const call = described();
    form.hidden = !call;
    if (!call) return;
    form.querySelector('[data-describe-title]').textContent = titleOf(call);
    const typing = document.activeElement === fields.reasonTyped;
    const chips = [...form.querySelectorAll('[name="reason"]')];
    for (const radio of chips) radio.checked = radio.value === call.reason;
    for (const radio of form.querySelectorAll('[name="outcome"]')) radio.checked = radio.value === call.outcome;
    if (!typing) fields.reasonTyped.value = chips.some(({ checked }) => checked) ? '' : (call.reason ?? '');
  }

  function titleOf({ startedAt, endedAt }) {
    if (!endedAt) return 'This call';
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: root.dataset.zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    return `The call of ${clock.format(new Date(startedAt))}`;
  }

  function save() {
    const call = described();
    const { reason = '', reasonTyped = '', outcome = '' } = Object.fromEntries(new FormData(form));
    const said = { reason: reasonTyped.trim() || reason, outcome };
    if (!call || ((call.reason ?? '') === said.reason && (call.outcome ?? '') === said.outcome)) return;
    keep(call, said);
  }
}
