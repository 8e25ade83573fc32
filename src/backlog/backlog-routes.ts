import { Router } from 'express';
import { LAYERS, STAGES } from '../friction/report.ts';
import { sendCsv } from '../web/csv.ts';
import { page } from '../web/page.ts';
import { type BacklogRow, backlogOf, matches, statesFor } from './backlog.ts';
import type { BacklogStore } from './backlog-store.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { FIX_STATES } from './fix.ts';
import { type BacklogFilter, backlogFilter } from './fix-form.ts';
import { unitOf } from './priority.ts';

interface Deps {
  backlog: BacklogStore;
  evidence: EvidenceStore;
  now: () => Date;
}

const WEEK = 7 * 24 * 3_600_000;

/** For everybody: one list, ranked by measured cost, with its arithmetic. */
export function backlogRoutes({ backlog, evidence, now }: Deps) {
  const router = Router();

  router.get('/backlog', async (req, res) => {
    const filter = backlogFilter.parse(req.query);
    const rows = await rowsFor(filter);
    const shown = rows.filter((row) => matches(row, filter));
    page(res, 'backlog/list', {
      title: 'Backlog',
      rows: shown,
      all: rows.length,
      unit: unitOf(rows),
      filters: filter,
      choices: await choices(),
      query: queryOf(filter),
      styles: ['backlog'],
    });
  });

  router.get('/backlog.csv', async (req, res) => {
    const filter = backlogFilter.parse(req.query);
    sendCsv(
      res,
      'backlog',
      (await rowsFor(filter)).filter((row) => matches(row, filter)),
      COLUMNS,
    );
  });

  return router;

  async function rowsFor(filter: BacklogFilter) {
    const items = await backlog.list(statesFor(filter));
    const themeIds = [...new Set(items.flatMap((item) => item.themes.map((theme) => theme.id)))];
    const weekAgo = new Date(now().getTime() - WEEK).toISOString();
    const costs = await evidence.costsNowAndAt(themeIds, weekAgo);
    return backlogOf(items, costs.now, costs.before);
  }

  async function choices() {
    const queues = (await backlog.listQueues()).map(({ id, name }) => ({ value: id, words: name }));
    return {
      queues,
      stages: STAGES,
      layers: LAYERS,
      departments: await backlog.listDepartments(),
      states: [...FIX_STATES, 'all'],
    };
  }
}

const queryOf = (filter: BacklogFilter) => {
  const said = Object.entries(filter).filter(([, value]) => value);
  return new URLSearchParams(said.map(([name, value]): [string, string] => [name, String(value)])).toString();
};

const COLUMNS = {
  rank: (row: BacklogRow) => row.rank,
  fix: (row: BacklogRow) => row.id,
  title: (row: BacklogRow) => row.title,
  state: (row: BacklogRow) => row.state,
  ranked_by: (row: BacklogRow) => row.grounds,
  hours_per_week: (row: BacklogRow) => row.hours?.value,
  hours_low: (row: BacklogRow) => row.hours?.low,
  hours_high: (row: BacklogRow) => row.hours?.high,
  cost_per_week_minor: (row: BacklogRow) => row.moneyMinor?.value,
  cost_low_minor: (row: BacklogRow) => row.moneyMinor?.low,
  cost_high_minor: (row: BacklogRow) => row.moneyMinor?.high,
  currency: (row: BacklogRow) => row.currency,
  rests_on: (row: BacklogRow) => (row.cost ? (row.cost.guessed ? 'CSRs say' : 'observed calls') : ''),
  effort_days: (row: BacklogRow) => row.effortDays,
  per_day_of_effort: (row: BacklogRow) => row.perDay,
  owner: (row: BacklogRow) => row.owner,
  departments: (row: BacklogRow) => row.departments.join('; '),
  themes: (row: BacklogRow) => row.themes.map((theme) => theme.name).join('; '),
  proposed_at: (row: BacklogRow) => row.proposedAt,
};
