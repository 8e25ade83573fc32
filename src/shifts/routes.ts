import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { type Columns, sendCsv } from '../web/csv.ts';
import { page } from '../web/page.ts';
import {
  addressOf,
  afterLast,
  type Binding,
  byNeed,
  type FindNeeds,
  type Listed,
  type ListQuery,
  mayTake,
  readerOf,
  readQuery,
  seatingFor,
} from './list.ts';
import type { ListStore } from './list-store.ts';
import { rowFor } from './row.ts';
import { MODE_WORDS, MODES } from './shift.ts';

export interface ShiftDeps {
  lists: ListStore;
  /** What one more person changes in each shift, where a forecast covers it. */
  needFor: FindNeeds;
  now: () => Date;
}

const ON_A_PAGE = 50;
/** How far one page looks for shifts that its reader may take. */
const LOOKED_AT = 500;
const MOST_IN_A_FILE = 10_000;

export function shiftRoutes({ lists, needFor, now }: ShiftDeps) {
  const router = Router();

  router.get('/shifts', async (req, res) => {
    const query = readQuery(req.query, res.locals.person);
    const bindings = await lists.listBindings(query.personId, now());
    const found = await findPage(query, bindings, res);
    const queues = await lists.listQueues();
    page(res, 'shifts/list', { title: 'Shifts', styles: ['shifts'], ...found, ...frame(query, bindings, res), queues });
  });

  router.get('/shifts.csv', async (req, res) => {
    const query = readQuery({ ...req.query, after: '' }, res.locals.person);
    const found = await lists.listShifts(query, now(), MOST_IN_A_FILE);
    const reader = readerOf(res.locals.person, await lists.listBindings(query.personId, now()));
    const shifts = mayTake(query.view) ? found.filter((shift) => seatingFor(shift, reader, now()).seated) : found;
    sendCsv(res, 'shifts', shifts, COLUMNS);
  });

  return router;

  /** Up to fifty lines, and where the next page begins. */
  async function findPage(query: ListQuery, bindings: Binding[], res: Response) {
    const reader = readerOf(res.locals.person, bindings);
    const at = now();
    const looked = mayTake(query.view) ? LOOKED_AT : ON_A_PAGE;
    const found = await lists.listShifts(query, at, looked + 1);
    const seatings = found.slice(0, looked).map((shift) => ({ shift, seating: seatingFor(shift, reader, at) }));
    const fitting = mayTake(query.view) ? seatings.filter(({ seating }) => seating.seated) : seatings;
    const needs = mayTake(query.view) ? await needFor(fitting.map(({ shift }) => shift)) : new Map();
    if (query.view === 'needed') fitting.sort((a, b) => byNeed(needs)(a.shift, b.shift));
    const shown = fitting.slice(0, ON_A_PAGE);
    const last = shown.length < fitting.length ? shown.at(-1)?.shift : found.length > looked ? seatings.at(-1)?.shift : undefined;
    return {
      rows: shown.map(({ shift, seating }) => ({
        ...rowFor(shift, seating, reader, res.locals.person.timeZone, at),
        need: needs.get(shift.id)?.words ?? '',
      })),
      further: last && query.view !== 'needed' ? addressOf(query, { after: afterLast(last) }) : '',
    };
  }
}

/** What stands around the list. */
function frame(query: ListQuery, bindings: readonly Binding[], res: Response) {
  const { person } = res.locals;
  const count = (as: Binding['as'][]) => bindings.filter((one) => as.includes(one.as)).length;
  const tab = (view: ListQuery['view'], words: string, shown = true, number?: number) =>
    shown ? [{ href: addressOf({ ...query, view }), words, count: number, current: query.view === view }] : [];
  return {
    query,
    tabs: [
      ...tab('all', 'All ahead'),
      ...tab('open', 'Open to me', may.signUp(person)),
      ...tab('needed', 'Where I help most', may.signUp(person)),
      ...tab('mine', 'My sign-ups', may.signUp(person), count(['confirmed', 'waitlisted'])),
      ...tab('hosting', 'I host', may.host(person), count(['buddy'])),
      ...tab('past', 'Past'),
    ],
    modes: MODES.map((mode) => ({ value: mode, words: MODE_WORDS[mode] })),
    leads: may.signUp(person),
    plans: may.planShifts(person),
    csv: addressOf(query, {}, '/shifts.csv'),
    first: query.after ? addressOf(query) : '',
  };
}

const COLUMNS: Columns<Listed> = {
  Shift: ({ id }) => id,
  'Starts (UTC)': ({ startsAt }) => startsAt,
  'Ends (UTC)': ({ endsAt }) => endsAt,
  Queue: ({ queueName }) => queueName,
  'Time zone': ({ timeZone }) => timeZone,
  Mode: ({ mode }) => MODE_WORDS[mode],
  Seats: ({ seats }) => seats,
  'Seats taken': ({ taken }) => taken,
  'In line': ({ waiting }) => waiting,
  Buddies: ({ buddies }) => buddies.join(', '),
  Place: ({ place }) => place,
  'Sign-up closes (UTC)': ({ signUpClosesAt }) => signUpClosesAt,
  'Cancelled (UTC)': ({ cancelledAt }) => cancelledAt,
};
