import { may, type Person } from '../people/person.ts';
import type { Need } from '../queue/demand/need.ts';
import { idFrom } from '../web/form.ts';
import { readiness, rungOf } from './ladder.ts';
import { type Commitment, type Seating, seat } from './seating.ts';
import { MODES, type Mode, type Shift } from './shift.ts';

export const VIEWS = ['all', 'open', 'needed', 'mine', 'hosting', 'past'] as const;
export type View = (typeof VIEWS)[number];

/** Only what its reader may take: soonest first, or where one more person changes most. */
export const mayTake = (view: View) => view === 'open' || view === 'needed';

export type FindNeeds = (shifts: readonly Listed[]) => Promise<ReadonlyMap<number, Need>>;

/** Where most callers would be spared hanging up, then where most waiting would; what no forecast covers keeps its place behind. */
export function byNeed(needs: ReadonlyMap<number, Need>) {
  const worth = (id: number) => needs.get(id) ?? { abandonmentsSaved: -1, waitSecondsSaved: -1 };
  return (a: { id: number }, b: { id: number }) =>
    worth(b.id).abandonmentsSaved - worth(a.id).abandonmentsSaved || worth(b.id).waitSecondsSaved - worth(a.id).waitSecondsSaved;
}

/** The last shift of a page: the next page begins beyond it. */
export interface Place {
  startsAt: string;
  id: number;
}

export interface ListQuery {
  view: View;
  personId: number;
  /** Owners look back on every shift, everybody else on those they sat in or hosted. */
  seesAll: boolean;
  queueId: number;
  mode: Mode | undefined;
  after: Place | undefined;
}

export interface Listed extends Shift {
  place: string;
  queueName: string;
  timeZone: string;
  afterMode: Mode | null;
  /** Length of what must be read before, in characters; null where the queue says nothing. */
  briefingLength: number | null;
  readAt: string | null;
  taken: number;
  waiting: number;
  buddies: string[];
}

export interface Binding extends Omit<Commitment, 'as'> {
  as: Commitment['as'] | 'attended';
  queueId: number;
  mode: Mode;
}

/** Whatever stands in the address that we do not know counts as not said. */
export function readQuery(given: Record<string, unknown>, person: Person): ListQuery {
  return {
    view: VIEWS.find((view) => view === given.view) ?? 'all',
    personId: person.id,
    seesAll: may.planShifts(person),
    queueId: idFrom(given.queue),
    mode: MODES.find((mode) => mode === given.mode),
    after: readPlace(given.after),
  };
}

export function readPlace(text: unknown): Place | undefined {
  const [, startsAt, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([1-9]\d{0,8})$/.exec(String(text ?? '')) ?? [];
  return startsAt && id ? { startsAt, id: Number(id) } : undefined;
}

/** The address of this list with something changed; paging starts again unless `after` is given. */
export function addressOf(
  query: ListQuery,
  change: Partial<Record<'view' | 'queue' | 'mode' | 'after', string>> = {},
  path = '/shifts',
) {
  const said = { view: query.view === 'all' ? '' : query.view, queue: query.queueId || '', mode: query.mode ?? '', ...change };
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(said)) if (value) words.set(name, String(value));
  return words.size ? `${path}?${words}` : path;
}

export const afterLast = ({ startsAt, id }: Place) => `${startsAt}_${id}`;

/** Who reads the list, and what the seating rules need to know of them: worked out once, asked for every line. */
export interface Reader {
  leads: boolean;
  commitments: readonly Commitment[];
  attended: ReadonlyMap<number, readonly Mode[]>;
}

export function readerOf(person: Person, bindings: readonly Binding[]): Reader {
  const attended = new Map<number, Mode[]>();
  for (const { as, queueId, mode } of bindings)
    if (as === 'attended') attended.set(queueId, [...(attended.get(queueId) ?? []), mode]);
  const commitments = bindings.filter((one): one is Binding & Commitment => one.as !== 'attended');
  return { leads: may.signUp(person), commitments, attended };
}

/** Whether this reader gets a seat, by the very rule that decides when the button is pressed. */
export function seatingFor(shift: Listed, { leads, commitments, attended }: Reader, now: Date): Seating {
  const briefing = shift.briefingLength ? 'There is one' : '';
  const said = shift.briefingLength === null ? undefined : { briefing, afterMode: shift.afterMode };
  const experience = { briefed: shift.readAt !== null, attended: attended.get(shift.queueId) ?? [] };
  return seat(shift, shift.taken, { leads, commitments, readiness: readiness(rungOf(shift.mode, said), experience) }, now);
}
