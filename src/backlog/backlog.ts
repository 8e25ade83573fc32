import { type Cost, totalOf } from './cost.ts';
import { FIX_STATES, type FixState, OPEN_STATES } from './fix.ts';
import type { BacklogFilter } from './fix-form.ts';
import { type Candidate, type Ranked, ranked } from './priority.ts';

/** A fix with everything the ranked table shows but its cost. */
export interface Item {
  id: number;
  title: string;
  state: FixState;
  effortDays: number | null;
  owner: string | null;
  proposedAt: string;
  themes: { id: number; name: string }[];
  departments: string[];
  places: Place[];
}

/** Where its themes were met: one row for each queue, stage and layer that a report names. */
export interface Place {
  queueId: number | null;
  stage: string | null;
  layer: string | null;
}

type Total = NonNullable<ReturnType<typeof totalOf>>;
export type BacklogRow = Ranked<Candidate & Item & { cost: Total | undefined; rankBefore: number | undefined }>;

export const statesFor = ({ state }: BacklogFilter): readonly FixState[] =>
  state === 'all' ? FIX_STATES : state ? [state] : OPEN_STATES;

/** The ranked table. Ranks are given before filtering: a filter hides rows, it does not promote any. */
export function backlogOf(items: readonly Item[], costs: Map<number, Cost>, costsBefore: Map<number, Cost>): BacklogRow[] {
  const before = new Map(
    ranked(items.map((item) => priced(item, costsBefore))).map(({ id, rank, grounds }) => [
      id,
      grounds === 'cost unknown' ? undefined : rank,
    ]),
  );
  return ranked(items.map((item) => ({ ...priced(item, costs), rankBefore: before.get(item.id) })));
}

function priced(item: Item, costs: Map<number, Cost>) {
  const cost = totalOf(item.themes.map((theme) => costs.get(theme.id)));
  return { ...item, cost, hours: cost?.hours, moneyMinor: cost?.moneyMinor, currency: cost?.currency };
}

export function matches(row: Item, { queue, stage, layer, department }: BacklogFilter): boolean {
  const met = (fits: (place: Item['places'][number]) => boolean) => row.places.some(fits);
  return (
    (queue === null || met((place) => place.queueId === queue)) &&
    (stage === '' || met((place) => place.stage === stage)) &&
    (layer === '' || met((place) => place.layer === layer)) &&
    (department === '' || row.departments.includes(department))
  );
}
