/**
 * What the leader sees: what the server knows (`state`), and on top what this phone still keeps (`items`, in order). Applying something
 * the server already knows changes nothing. `offMs` is how far this phone’s clock is behind the server’s.
 */
export function applyItems(state, items, offMs = 0) {
  const calls = new Map(state.calls.map((call) => [call.key, { ...call }]));
  const reports = new Map(state.reports.map((report) => [report.key, { ...report }]));
  for (const item of items) if (item.status !== 'refused') apply[item.kind]?.({ item, calls, reports, offMs });

  const newestFirst = [...calls.values()].sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
  const counted = newestFirst.filter(({ withdrawn }) => !withdrawn);
  return {
    calls: newestFirst,
    reports: [...reports.values()],
    running: counted.find(({ endedAt }) => !endedAt),
    last: counted.find(({ endedAt }) => endedAt),
  };
}

const apply = {
  start({ item, calls, offMs }) {
    if (calls.has(item.callKey)) return;
    const startedAt = moved(item.body.startedAt, offMs);
    for (const call of calls.values()) if (!call.endedAt && call.startedAt <= startedAt) call.endedAt = startedAt;
    const blank = { id: null, endedAt: null, reason: null, outcome: null, withdrawn: false };
    calls.set(item.callKey, { ...blank, key: item.callKey, startedAt, waits: waits(item) });
  },

  end: ({ item, calls, offMs }) =>
    change(item, calls, (call) => {
      const endedAt = moved(item.body.endedAt, offMs);
      if (!call.endedAt) call.endedAt = endedAt > call.startedAt ? endedAt : call.startedAt;
    }),

  describe: ({ item, calls }) =>
    change(item, calls, (call) => {
      call.reason = item.body.reasonTyped || item.body.reason || null;
      call.outcome = item.body.outcome || null;
    }),

  withdraw: ({ item, calls }) =>
    change(item, calls, (call) => {
      call.withdrawn = true;
    }),

  restore: ({ item, calls }) =>
    change(item, calls, (call) => {
      call.withdrawn = false;
    }),

  unjoin({ item, reports }) {
    const report = reports.get(item.callKey);
    if (report?.joined) Object.assign(report, { theme: null, joined: false });
  },

  report({ item, reports }) {
    const { clientKey, kind, summary, secondsLost, callKey } = item.body;
    if (reports.has(clientKey)) return;
    reports.set(clientKey, {
      key: clientKey,
      id: null,
      kind,
      summary,
      secondsLost: Number(secondsLost) || null,
      callKey,
      theme: item.theme?.name ?? null,
      joined: Boolean(item.theme),
      waits: waits(item),
    });
  },
};

function change(item, calls, how) {
  const call = calls.get(item.callKey);
  if (!call) return;
  how(call);
  call.waits ||= waits(item);
}

const waits = ({ status }) => status === 'waiting';
const moved = (iso, byMs) => new Date(Date.parse(iso) + byMs).toISOString();
