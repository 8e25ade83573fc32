import { Router } from 'express';
import { LAYERS, STAGES } from '../friction/report.ts';
import { sendCsv } from '../web/csv.ts';
import { page } from '../web/page.ts';
import { type BacklogRow, backlogOf, matches, statesFor, sumOf } from './backlog.ts';
import { columnsIn } from './backlog-columns.ts';
import type { BacklogStore } from './backlog-store.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { FIX_STATES } from './fix.ts';
import { type BacklogFilter, backlogFilter } from './fix-form.ts';
import { unitOf } from './priority.ts';
import type { ReturnStore } from './return-store.ts';

interface Deps {
  backlog: BacklogStore;
  evidence: EvidenceStore;
  returns: Pick<ReturnStore, 'list'>;
  now: () => Date;
}

/** For everybody: one list, ranked by measured cost, with its arithmetic. */
export function backlogRoutes({ backlog, evidence, returns, now }: Deps) {
  const router = Router();

  router.get('/backlog', async (req, res) => {
    const filter = backlogFilter.parse(req.query);
    const all = await rowsFor(filter);
    const rows = all.filter((row) => matches(row, filter));
    const choices = await listChoices();
    page(res, 'backlog/list', {
      ...{ title: 'Backlog', rows, all: all.length, choices, filters: filter, styles: ['backlog'] },
      unit: unitOf(all.filter(({ rank }) => rank !== undefined)),
      sum: sumOf(rows),
      query: queryOf(filter),
      filterWords: wordsOf(filter, choices.queues, rows),
      printedAt: now().toISOString(),
    });
  });

  router.get('/backlog.csv', async (req, res) => {
    const filter = backlogFilter.parse(req.query);
    const all = await rowsFor(filter);
    const rows = all.filter((row) => matches(row, filter));
    sendCsv(res, 'backlog', rows, columnsIn(unitOf(all.filter(({ rank }) => rank !== undefined))));
  });

  return router;

  async function rowsFor(filter: BacklogFilter) {
    const back = new Map((await returns.list()).map((one) => [one.fixId, one]));
    const items = await backlog.list(statesFor(filter), [...back.keys()]);
    return backlogOf(
      items.map((item) => ({ ...item, comingBack: back.get(item.id) })),
      evidence.costsIn,
      now(),
    );
  }

  async function listChoices() {
    const queues = (await backlog.listQueues()).map(({ id, name }) => ({ value: id, words: name }));
    return {
      queues,
      stages: STAGES,
      layers: LAYERS,
      departments: await backlog.listDepartments(),
      states: [...FIX_STATES, 'coming back', 'ever shipped', 'all'],
    };
  }
}

/** What a printed sheet says it shows. */
function wordsOf(
  { queue, stage, layer, department, state }: BacklogFilter,
  queues: { value: number; words: string }[],
  rows: readonly BacklogRow[],
) {
  const said = [
    queue === null ? '' : `queue ${queues.find(({ value }) => value === queue)?.words ?? queue}`,
    stage && `stage ${stage}`,
    layer && `cause ${layer}`,
    department && `department ${department}`,
  ];
  const open = rows.some(({ comingBack }) => comingBack) ? 'open fixes and those coming back' : 'open fixes';
  const words: Partial<Record<string, string>> = { all: 'all fixes', 'coming back': 'fixes coming back' };
  const states = state ? (words[state] ?? `${state} fixes`) : open;
  return [states, ...said.filter(Boolean)].join(', ');
}

const queryOf = (filter: BacklogFilter) => {
  const said = Object.entries(filter).filter(([, value]) => value);
  return new URLSearchParams(said.map(([name, value]): [string, string] => [name, String(value)])).toString();
};
