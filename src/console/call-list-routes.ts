import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { OBSERVED_MODES } from '../shifts/shift.ts';
import { type Columns, sendCsv } from '../web/csv.ts';
import { forbidden } from '../web/errors.ts';
import { page } from '../web/page.ts';
import { callQuery, readBefore, readCallFilter } from './call-list.ts';
import { CALLS_A_PAGE, type CallListStore, type ListedCall, type ListedReport } from './call-list-store.ts';
import { callSeconds, OUTCOME_WORDS } from './calls.ts';

/** The calls behind every count: an owner sees all, a leader their own. */
export function callListRoutes({ callLists }: { callLists: CallListStore }) {
  const router = Router();

  router.get('/calls', async (req, res) => {
    const filter = theirs(res, readCallFilter(req.query));
    const rows = await callLists.page(filter, readBefore(req.query.before));
    const calls = rows.slice(0, CALLS_A_PAGE);
    const last = rows.length > CALLS_A_PAGE ? calls.at(-1) : undefined;
    page(res, 'console/calls', {
      title: 'Calls',
      calls: await withReports(calls),
      filter,
      filtered: filter.queue + filter.shift > 0,
      outcomeWords: OUTCOME_WORDS,
      queueOptions: (await callLists.listQueues()).map(({ id, name }) => ({ value: id, words: name })),
      csv: `/calls.csv${callQuery(filter)}`,
      older: last && `/calls${callQuery(filter, last)}`,
      newest: req.query.before === undefined ? undefined : `/calls${callQuery(filter)}`,
    });
  });

  router.get('/calls.csv', async (req, res) => {
    const rows = [];
    for await (const batch of callLists.batches(theirs(res, readCallFilter(req.query)))) rows.push(...(await withReports(batch)));
    sendCsv(res, 'calls', rows, COLUMNS);
  });

  return router;

  async function withReports(calls: readonly ListedCall[]) {
    const reports = new Map(calls.map(({ id }): [number, ListedReport[]] => [id, []]));
    for (const report of await callLists.listReports([...reports.keys()])) reports.get(report.callId ?? 0)?.push(report);
    return calls.map((call) => ({
      ...call,
      seconds: callSeconds(call),
      practice: !OBSERVED_MODES.includes(call.mode),
      reports: reports.get(call.id) ?? [],
    }));
  }
}

function theirs(res: Response, filter: ReturnType<typeof readCallFilter>) {
  const { person } = res.locals;
  if (may.seeCallsOf(person, 0)) return filter;
  if (!may.signUp(person)) throw forbidden();
  return { ...filter, leader: person.id };
}

type Row = ListedCall & { seconds: number | null; practice: boolean; reports: ListedReport[] };

const COLUMNS: Columns<Row> = {
  call: (call) => call.id,
  shift: (call) => call.shiftId,
  queue: (call) => call.queue,
  mode: (call) => call.mode,
  practice: (call) => (call.practice ? 'yes' : 'no'),
  leader: (call) => call.leader,
  started_at: (call) => call.startedAt,
  seconds: (call) => call.seconds,
  reason: (call) => call.reason,
  outcome: (call) => call.outcome,
  reports: (call) => call.reports.map(({ id }) => `#${id}`).join(' '),
};
