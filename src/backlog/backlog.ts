import { type Cost, type CostLine, totalOf } from './cost.ts';
import { costThenAndNow, periodsOf, weekBefore } from './cost-since.ts';
import { FIX_STATES, type FixState, OPEN_STATES } from './fix.ts';
import type { BacklogFilter } from './fix-form.ts';
import type { Period } from './period.ts';
import { type Candidate, type Grounds, ranked, unitOf } from './priority.ts';
import type { FixReturn } from './returns.ts';

/** A fix with everything the ranked table shows but its cost. */
export interface Item {
  id: number;
  title: string;
  state: FixState;
  effortDays: number | null;
  owner: string | null;
  proposedAt: string;
  shippedAt: string | null;
  themes: { id: number; name: string }[];
  departments: string[];
  places: Place[];
  /** It shipped, and what it answers is reported again. */
  comingBack: FixReturn | undefined;
}

/** Where its themes were met: one row for each queue, stage and layer that a report names. */
export interface Place {
  queueId: number | null;
  stage: string | null;
  layer: string | null;
}

type Total = NonNullable<ReturnType<typeof totalOf>>;
type Priced = Candidate & Item & { cost: Total | undefined; costBefore: Total | undefined };

export type BacklogRow = Priced & {
  /** Undefined for what has shipped or is declined. */
  rank: number | undefined;
  grounds: Grounds | 'not ranked' | 'coming back';
  perDay: number | undefined;
  /** Where it stood a week ago among the fixes of that day; undefined where it was not there or its cost not known. */
  rankBefore: number | undefined;
  isNew: boolean;
  /** The one it beats: its rank, and what it was ranked by. */
  next: { rank: number; score: number } | undefined;
};

/** What some themes cost in some periods, in the order of the periods. */
export type CostsIn = (themeIds: readonly number[], periods: readonly Period[]) => Promise<Map<number, Cost>[]>;

/** Open fixes are always read, since the rank of one depends on all of them; shipped and declined ones where they are asked for. */
export const statesFor = ({ state }: Pick<BacklogFilter, 'state'>): readonly FixState[] => [
  ...OPEN_STATES,
  ...shownStates(state).filter((one) => !OPEN_STATES.includes(one)),
];

/** The ranked table: what is coming back, the most reported first; open fixes by rank; what is done or declined, newest first. */
export async function backlogOf(items: readonly Item[], costsIn: CostsIn, now: Date): Promise<BacklogRow[]> {
  const weekAgo = weekBefore(now);
  const periods = items.map((item) => periodsOf(item, now));
  const costs = await costsIn([...new Set(items.flatMap(({ themes }) => themes.map(({ id }) => id)))], periods.flat());
  const priced = items.map((item, index) => {
    const [current, then, before] = costs.slice(3 * index, 3 * index + 3);
    const { total, totalBefore } = costThenAndNow(item, [current!, then!, before!]);
    return { now: withCost(item, total, totalBefore), earlier: withCost(item, totalFrom(item, then!), undefined) };
  });
  const open = priced.filter(({ now: { state } }) => OPEN_STATES.includes(state));
  const before = ranked(open.map(({ earlier }) => earlier).filter(({ proposedAt }) => proposedAt <= weekAgo));
  const rankBefore = new Map(before.flatMap(({ id, rank, grounds }) => (grounds === 'cost unknown' ? [] : [[id, rank]])));
  const rows = compared(ranked(open.map(({ now: row }) => row)));
  const rest = priced.filter((one) => !open.includes(one)).toReversed();
  const back = rest.filter(({ now: { comingBack } }) => comingBack).toSorted((a, b) => reportsOf(b.now) - reportsOf(a.now));
  return [
    ...back.map(({ now: row }) => ({ ...row, ...UNRANKED, grounds: 'coming back' as const })),
    ...rows.map((row) => ({ ...row, rankBefore: rankBefore.get(row.id), isNew: row.proposedAt > weekAgo })),
    ...rest.filter((one) => !back.includes(one)).map(({ now: row }) => ({ ...row, ...UNRANKED })),
  ];
}

const reportsOf = ({ comingBack }: Item) => comingBack?.reports ?? 0;

const UNRANKED = {
  rank: undefined,
  grounds: 'not ranked' as const,
  perDay: undefined,
  rankBefore: undefined,
  isNew: false,
  next: undefined,
};

const totalFrom = (item: Item, costs: Map<number, Cost>) => totalOf(item.themes.map(({ id }) => costs.get(id)));

const withCost = (item: Item, cost: Total | undefined, costBefore: Total | undefined): Priced => ({
  ...item,
  ...{ cost, costBefore, hours: cost?.hours, moneyMinor: cost?.moneyMinor, currency: cost?.currency },
});

/** Each with the next that was ranked on the same grounds: that is what "first" is measured against. */
function compared(rows: ReturnType<typeof ranked<Priced>>) {
  const unit = unitOf(rows);
  const scoreOf = (row: (typeof rows)[number]) => row.perDay ?? (unit === 'money' ? row.moneyMinor : row.hours)?.value;
  return rows.map((row, index) => {
    const next = rows[index + 1];
    const score = next && next.grounds === row.grounds ? scoreOf(next) : undefined;
    return { ...row, next: next && score !== undefined ? { rank: next.rank, score } : undefined };
  });
}

export function matches(row: Item, { queue, stage, layer, department, state }: BacklogFilter): boolean {
  const met = (fits: (place: Item['places'][number]) => boolean) => row.places.some(fits);
  return (
    isShown(row, state) &&
    (queue === null || met((place) => place.queueId === queue)) &&
    (stage === '' || met((place) => place.stage === stage)) &&
    (layer === '' || met((place) => place.layer === layer)) &&
    (department === '' || row.departments.includes(department))
  );
}

const EVER_SHIPPED = 'ever shipped';
const COMING_BACK = 'coming back';

function isShown(row: Item, state: BacklogFilter['state']): boolean {
  if (state === EVER_SHIPPED) return row.shippedAt !== null;
  const waits = row.comingBack !== undefined && (state === null || state === COMING_BACK);
  return waits || shownStates(state).includes(row.state);
}

const shownStates = (state: BacklogFilter['state']): readonly FixState[] => {
  if (state === COMING_BACK) return [];
  return state === 'all' || state === EVER_SHIPPED ? FIX_STATES : state ? [state] : OPEN_STATES;
};

/** The sum under the table, in hours and in each currency. A theme that two fixes answer is counted once. */
export function sumOf(rows: readonly Pick<BacklogRow, 'cost'>[]) {
  const lines = new Map<string, CostLine>();
  for (const line of rows.flatMap(({ cost }) => cost?.lines ?? [])) lines.set(`${line.themeId} ${line.queueId}`, line);
  const money = new Map<string, number>();
  for (const { currency, moneyMinor } of lines.values()) money.set(currency, (money.get(currency) ?? 0) + moneyMinor.value);
  const hours = [...lines.values()].reduce((sum, line) => sum + line.hours.value, 0);
  return { hours, money: [...money].map(([currency, minor]) => ({ currency, minor })) };
}
