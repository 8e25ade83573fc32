import type { QueueEvidence, QueueFigures, ThemeEvidence } from './cost.ts';
import { holdsInstant, holdsPiece, type Period } from './period.ts';

/** What one CSR said of a theme, by a flag or a me-too. */
export interface CsrWord {
  themeId: number;
  personId: number | null;
  queueId: number | null;
  secondsLost: number | null;
  timesPerWeek: number | null;
  at: string;
}

export interface Counted {
  queues: QueueFigures[];
  observed: { queueId: number; calls: number }[];
  met: { themeId: number; queueId: number; calls: number }[];
  leaders: { themeId: number; seconds: number }[];
  csrs: CsrWord[];
}

/** All that was ever counted: calls by piece of time (see period.ts), words and seconds with the instant they tell of. */
export interface Gathering {
  queues: QueueFigures[];
  observed: { queueId: number; piece: number; calls: number }[];
  met: { themeId: number; queueId: number; piece: number; calls: number }[];
  leaders: { themeId: number; seconds: number; happenedAt: string }[];
  csrs: (CsrWord & { happenedAt: string })[];
}

/**
 * What stands behind each theme in one period. In a period with a beginning, a queue in which it was met before stays: met on none of
 * the calls heard since is a measured nought. Where leaders noted no seconds since, those of before stand in.
 */
export function evidenceIn(themeIds: readonly number[], all: Gathering, period: Period, bounds: readonly string[]) {
  const [inPiece, inTime] = [holdsPiece(period, bounds), holdsInstant(period)];
  const since = period.from !== undefined;
  const met = all.met.flatMap((row) => (inPiece(row) ? [row] : since ? [{ ...row, calls: 0 }] : []));
  const leaders = all.leaders.filter(inTime);
  const timed = new Set(leaders.map(({ themeId }) => themeId));
  const stoodIn = since ? all.leaders.filter(({ themeId }) => !timed.has(themeId)) : [];
  return perTheme(themeIds, {
    queues: all.queues,
    observed: summed(all.observed.filter(inPiece), ({ queueId }) => `${queueId}`),
    met: summed(met, ({ themeId, queueId }) => `${themeId} ${queueId}`),
    leaders: [...leaders, ...stoodIn],
    csrs: latestWordPerPerson(all.csrs.filter(inTime)),
  });
}

function summed<Row extends { calls: number }>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) sums.set(keyOf(row), { ...row, calls: row.calls + (sums.get(keyOf(row))?.calls ?? 0) });
  return [...sums.values()];
}

/**
 * One word a person and theme: of a flag and a me-too by the same person the newest number of each kind counts, so that nobody counts
 * twice. An anonymous flag has no person and stands for one. Words come oldest first.
 */
export function latestWordPerPerson(words: readonly CsrWord[]): CsrWord[] {
  const latest = new Map<string, CsrWord>();
  const anonymous: CsrWord[] = [];
  for (const word of words) {
    if (word.personId === null) anonymous.push(word);
    else {
      const key = `${word.themeId} ${word.personId}`;
      latest.set(key, newer(word, latest.get(key)));
    }
  }
  return [...latest.values(), ...anonymous];
}

const newer = (word: CsrWord, before: CsrWord | undefined): CsrWord => ({
  ...word,
  queueId: word.queueId ?? before?.queueId ?? null,
  secondsLost: word.secondsLost ?? before?.secondsLost ?? null,
  timesPerWeek: word.timesPerWeek ?? before?.timesPerWeek ?? null,
});

/** The counts of a few set queries, dealt to their themes. A theme appears in the queues in which anybody met it. */
export function perTheme(themeIds: readonly number[], counted: Counted): Map<number, ThemeEvidence> {
  const calls = new Map(counted.observed.map((row) => [row.queueId, row.calls]));
  const figures = new Map([...counted.queues, ...unsaid(counted.queues)].map((queue) => [queue.queueId, queue]));
  const behind = new Map<number, Gathered>(
    themeIds.map((id) => [id, { met: new Map(), times: new Map(), leaderSeconds: [], csrSeconds: [] }]),
  );

  for (const { themeId, queueId, calls: met } of counted.met) behind.get(themeId)?.met.set(queueId, met);
  for (const { themeId, seconds } of counted.leaders) behind.get(themeId)?.leaderSeconds.push(seconds);
  for (const word of counted.csrs) gather(behind.get(word.themeId), word);

  return new Map([...behind].map(([id, gathered]) => [id, evidenceFrom(gathered, figures, calls)]));
}

interface Gathered {
  met: Map<number, number>;
  times: Map<number, number[]>;
  leaderSeconds: number[];
  csrSeconds: number[];
}

/** Stands for "the queue was not said": a call there costs what a call costs on average, where all count in one currency. */
const UNSAID = 0;

function unsaid(queues: QueueFigures[]): QueueFigures[] {
  const [first] = queues;
  const callsPerWeek = queues.reduce((sum, queue) => sum + queue.callsPerWeek, 0);
  if (!first || callsPerWeek === 0 || queues.some((queue) => queue.currency !== first.currency)) return [];
  const costPerHourMinor = queues.reduce((sum, queue) => sum + queue.callsPerWeek * queue.costPerHourMinor, 0) / callsPerWeek;
  return [{ queueId: UNSAID, queue: 'Queue not said', callsPerWeek, costPerHourMinor, currency: first.currency }];
}

function gather(gathered: Gathered | undefined, word: CsrWord) {
  if (!gathered) return;
  if (word.secondsLost !== null) gathered.csrSeconds.push(word.secondsLost);
  if (word.timesPerWeek === null) return;
  const queueId = word.queueId ?? UNSAID;
  gathered.times.set(queueId, [...(gathered.times.get(queueId) ?? []), word.timesPerWeek]);
}

/** Words without a queue belong to the theme's only queue; of several, nobody knows which: then they count only while nothing is measured. */
function evidenceFrom(
  { met, times, leaderSeconds, csrSeconds }: Gathered,
  figures: Map<number, QueueFigures>,
  calls: Map<number, number>,
): ThemeEvidence {
  const named = [...new Set([...met.keys(), ...times.keys()])].filter((queueId) => queueId !== UNSAID);
  const unplaced = times.get(UNSAID) ?? [];
  const home = named.length === 1 ? named[0] : UNSAID;
  const wanted = unplaced.length > 0 && home === UNSAID && met.size === 0 ? [...named, UNSAID] : named;
  const wordsIn = (queueId: number) => [
    ...(queueId === UNSAID ? [] : (times.get(queueId) ?? [])),
    ...(queueId === home || queueId === UNSAID ? unplaced : []),
  ];

  const queues = wanted.flatMap((queueId): QueueEvidence[] => {
    const queue = figures.get(queueId);
    const metBefore = met.get(queueId) === 0;
    return queue
      ? [{ ...queue, met: met.get(queueId) ?? 0, metBefore, observed: calls.get(queueId) ?? 0, timesPerWeek: wordsIn(queueId) }]
      : [];
  });
  return { queues, leaderSeconds, csrSeconds };
}
