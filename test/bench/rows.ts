/** What has been made so far of an organisation: its rows' numbers, for the rows that point at them. */
export interface Made {
  meId: number;
  leaderIds: number[];
  queueIds: number[];
  themeIds: number[];
  calls: { id: number; shiftId: number; personId: number }[];
  random: () => number;
  now: Date;
}

const HOUR = 3_600_000;
const WORDS =
  'order search slow screen customer menu loop verify twice transfer refund status late courier window address invoice charge wrong code reset login freeze wait note export stock price'.split(
    ' ',
  );

const pick = <T>({ random }: Made, list: readonly T[]) => list[Math.floor(random() * list.length)]!;
const hoursFrom = ({ now }: Made, hours: number) => new Date(now.getTime() + hours * HOUR).toISOString();

/** Every second shift lies behind, within ninety days; the others ahead, within sixty. */
export function shiftRow(n: number, made: Made) {
  const starts = n % 2 ? -24 * (1 + (n % 90)) : 24 * (1 + (n % 60)) + (n % 8);
  return {
    queueId: pick(made, made.queueIds),
    mode: n % 3 ? ('shadow' as const) : ('listen' as const),
    startsAt: hoursFrom(made, starts),
    endsAt: hoursFrom(made, starts + 2),
    signUpClosesAt: hoursFrom(made, starts),
    seats: 3,
    place: 'Floor 2',
    note: '',
    addedAt: hoursFrom(made, -3_000),
    addedBy: made.meId,
  };
}

export const themeRow = (n: number, made: Made) => ({
  name: `${pick(made, WORDS)} ${pick(made, WORDS)} ${n}`,
  addedAt: hoursFrom(made, -2_000),
  addedBy: made.meId,
});

/** A third from leaders' calls, the others flags; one in ten unsorted, the others in themes of very different size. */
export function reportRow(n: number, made: Made) {
  const summary = Array.from({ length: 4 + (n % 7) }, () => pick(made, WORDS)).join(' ');
  const happened = hoursFrom(made, -(n % 2_000));
  const filed = n % 10 > 0;
  return {
    kind: 'friction' as const,
    summary,
    searchText: summary,
    queueId: pick(made, made.queueIds),
    secondsLost: 10 + (n % 90),
    happenedAt: happened,
    reportedAt: happened,
    themeId: filed ? made.themeIds[Math.floor(made.random() ** 2 * made.themeIds.length)]! : null,
    ...(n % 3 ? flagged(n, made) : seen(n, made)),
  };
}

const flagged = (n: number, { leaderIds }: Made) => ({
  source: 'csr' as const,
  reporterId: leaderIds[n % leaderIds.length]!,
  timesPerWeek: 1 + (n % 30),
  callId: null,
  shiftId: null,
});

function seen(n: number, { calls }: Made) {
  const { id, shiftId, personId } = calls[n % calls.length]!;
  return { source: 'leader' as const, reporterId: personId, timesPerWeek: null, callId: id, shiftId };
}
