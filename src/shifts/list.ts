import { may, type Person } from '../people/person.ts';
import { idFrom } from '../web/form.ts';
import { formatIn } from '../web/format.ts';
import { readiness, rungOf } from './ladder.ts';
import { type Reason, reasonFor } from './refusals.ts';
import { type Commitment, type Seating, seat } from './seating.ts';
import { MODE_WORDS, MODES, type Mode, type Shift } from './shift.ts';

export const VIEWS = ['all', 'open', 'mine', 'hosting', 'past'] as const;
export type View = (typeof VIEWS)[number];

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

export interface Row {
  id: number;
  day: string;
  clock: string;
  elsewhere: string;
  queue: string;
  mode: string;
  seats: string;
  place: string;
  buddies: string;
  button: 'Sign me up' | 'Join the line' | '';
  pill: { kind: string; words: string } | undefined;
  reason: Reason | undefined;
}

/** A shift as one line of the list, in the reader’s zone. */
export function rowFor(shift: Listed, seating: Seating, { leads }: Reader, zone: string): Row {
  const [day = '', clock = ''] = timesOf(shift, zone);
  return {
    id: shift.id,
    day,
    clock,
    elsewhere: elsewhere(shift, zone),
    queue: shift.queueName,
    mode: MODE_WORDS[shift.mode],
    seats: seatWords(shift),
    place: shift.place,
    buddies: shift.buddies.join(', '),
    ...side(shift, seating, leads),
  };
}

function side(shift: Listed, seating: Seating, leads: boolean): Pick<Row, 'button' | 'pill' | 'reason'> {
  if (seating.seated)
    return { button: seating.state === 'confirmed' ? 'Sign me up' : 'Join the line', pill: undefined, reason: undefined };
  const pill = PILLS[seating.why];
  if (pill || !leads) return { button: '', pill, reason: undefined };
  return { button: '', pill: undefined, reason: reasonFor(seating, shift) };
}

const PILLS: Partial<Record<string, Row['pill']>> = {
  yours: { kind: 'good', words: 'You have a seat' },
  waiting: { kind: 'watch', words: 'You are in line' },
  hosting: { kind: 'information', words: 'You host' },
  cancelled: { kind: 'bad', words: 'Cancelled' },
};

function seatWords({ seats, taken, waiting }: Listed) {
  const free = Math.max(0, seats - taken);
  if (free === 0) return waiting ? `Full, ${waiting} in line` : 'Full';
  return seats === 1 ? '1 seat free' : `${free} of ${seats} seats free`;
}

/** Words of the same times come back in every request: kept, as formatting them costs more than the rest of the row. */
const kept = new Map<string, string[]>();

function timesOf({ startsAt, endsAt }: Listed, zone: string): string[] {
  const key = `${zone} ${startsAt} ${endsAt}`;
  const known = kept.get(key);
  if (known) return known;
  const format = formatIn(zone);
  const end = format.day(startsAt) === format.day(endsAt) ? format.clock(endsAt) : format.when(endsAt);
  const words = [format.day(startsAt), `${format.clock(startsAt)}–${end}`];
  if (kept.size > 5_000) kept.clear();
  kept.set(key, words);
  return words;
}

function elsewhere(shift: Listed, zone: string) {
  if (shift.timeZone === zone) return '';
  const [day, clock] = timesOf(shift, shift.timeZone);
  const [myDay, myClock] = timesOf(shift, zone);
  if (day === myDay && clock === myClock) return '';
  return `${day === myDay ? clock : `${day}, ${clock}`} in ${formatIn(zone).city(shift.timeZone)}`;
}
