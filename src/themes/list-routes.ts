import { Router } from 'express';
import { LAYERS, STAGES } from '../friction/report.ts';
import { may } from '../people/person.ts';
import { type Columns, sendCsv } from '../web/csv.ts';
import { page } from '../web/page.ts';
import type { FindCosts } from './cost.ts';
import { csrVoices, NO_EVIDENCE } from './evidence.ts';
import type { ThemeEvidenceStore, Which } from './evidence-store.ts';
import type { ProposalStore } from './proposal-store.ts';
import { byWeek, firstDay, inOrder, type ListedTheme, pageOf, type ThemeFilters, themeFilters, usual } from './theme-list.ts';
import { type FindSignals, type SourceSignals, signalWords } from './theme-signals.ts';

interface Deps {
  evidence: ThemeEvidenceStore;
  /** What each theme costs a week. */
  costs: FindCosts;
  /** What tools heard of each theme. */
  signals: FindSignals;
  proposals: Pick<ProposalStore, 'count'>;
  now: () => Date;
}

const THEMES_A_PAGE = 50;

export function themeListRoutes({ evidence, costs, signals, proposals, now }: Deps) {
  const router = Router();

  router.get('/themes', async (req, res) => {
    const filters = themeFilters.parse(req.query);
    const themes = await listThemes(filters);
    const { rows, newer, older } = pageOf(themes, filters, THEMES_A_PAGE);
    const address = queryOf(filters);
    page(res, 'themes/list', {
      title: filters.kind === 'friction' ? 'Themes' : 'What works',
      styles: ['themes'],
      filters,
      address,
      themes: await withTrend(rows, filters),
      total: themes.length,
      queues: await evidence.listQueues(),
      proposals: may.sort(res.locals.person) ? await proposals.count() : 0,
      stages: STAGES,
      layers: LAYERS,
      signals: filters.kind === 'friction' ? await signals() : new Map(),
      newer: newer && `/themes?${new URLSearchParams({ ...address, before: String(newer) })}`,
      older: older && `/themes?${new URLSearchParams({ ...address, after: String(older) })}`,
    });
  });

  router.get('/themes.csv', async (req, res) => {
    const [themes, heard] = [await listThemes(themeFilters.parse(req.query)), await signals()];
    const rows = themes.map((theme) => ({ ...theme, signals: heard.get(theme.id) ?? [] }));
    sendCsv(res, 'themes', rows, COLUMNS);
  });

  return router;

  async function listThemes(filters: ThemeFilters): Promise<ListedTheme[]> {
    const counts = await evidence.countByTheme(whichOf(filters));
    const holding = (await evidence.listRoots()).filter(({ id }) => counts.has(id));
    const priced = filters.kind === 'friction' ? await costs(holding.map(({ id }) => id)) : new Map();
    const themes = holding.map((theme) => ({
      ...theme,
      evidence: counts.get(theme.id) ?? NO_EVIDENCE,
      cost: priced.get(theme.id),
    }));
    return inOrder(themes, filters);
  }

  /** What only the themes on the page need: their weeks, and the stage and layer most of their reports name. */
  async function withTrend(themes: ListedTheme[], filters: ThemeFilters) {
    if (themes.length === 0) return [];
    const [ids, which] = [themes.map(({ id }) => id), whichOf(filters)];
    const [days, steps] = [await evidence.countByDay(ids, which, firstDay(now())), await evidence.countBySteps(ids, which)];
    return themes.map((theme) => {
      const ofTheme = <T extends { rootId: number | null }>(rows: T[]) => rows.filter(({ rootId }) => rootId === theme.id);
      const { stage, layer } = usual(ofTheme(steps));
      return {
        ...theme,
        stage,
        layer: theme.layer ?? layer,
        layerIsSet: theme.layer !== null,
        weeks: byWeek(ofTheme(days), now()),
      };
    });
  }
}

const whichOf = ({ kind, queue, stage, layer }: ThemeFilters): Which => ({ kind, queueId: queue, stage, layer });

/** The filters in force, as an address has them. */
function queryOf({ after: _, before: __, ...filters }: ThemeFilters): Record<string, string> {
  const given = Object.entries(filters).filter(([name, value]) => value && !(name === 'kind' && value === 'friction'));
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

const COLUMNS: Columns<ListedTheme & { signals: readonly SourceSignals[] }> = {
  Number: ({ id }) => id,
  Theme: ({ name }) => name,
  'Cause layer': ({ layer }) => layer,
  'Hours a week': ({ cost }) => cost?.hours.value,
  'Hours a week, low': ({ cost }) => cost?.hours.low,
  'Hours a week, high': ({ cost }) => cost?.hours.high,
  'Cost a week, minor units': ({ cost }) => cost?.moneyMinor?.value,
  Currency: ({ cost }) => cost?.currency,
  'Cost rests on': ({ cost }) => cost && (cost.guessed ? 'CSRs say' : 'observed calls'),
  'Observed calls': ({ evidence }) => evidence.observedCalls,
  'Practice calls': ({ evidence }) => evidence.practiceCalls,
  Leaders: ({ evidence }) => evidence.leaders,
  CSRs: ({ evidence }) => csrVoices(evidence),
  'Of these without a name': ({ evidence }) => evidence.anonymousFlags,
  'Imported reports': ({ evidence }) => evidence.imported,
  'Signals (added to nothing)': ({ signals }) => signalWords(signals),
  'All reports': ({ evidence }) => evidence.reports,
  'Last seen': ({ evidence }) => evidence.lastSeenAt,
};
