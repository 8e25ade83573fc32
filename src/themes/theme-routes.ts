import { type Response, Router } from 'express';
import { LAYERS, STAGES } from '../friction/report.ts';
import { may } from '../people/person.ts';
import { PRACTICE_MODES } from '../shifts/shift.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type Errors, idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { ApartStore } from './apart-store.ts';
import { choicesFrom } from './choosing.ts';
import type { FindComingBack } from './coming-back.ts';
import type { FindCosts } from './cost.ts';
import type { ThemeEvidenceStore } from './evidence-store.ts';
import type { GateRecordStore } from './gate/record-store.ts';
import type { MergeStore } from './merge-store.ts';
import type { NamingStore } from './naming-store.ts';
import type { SimilarStore } from './similar-store.ts';
import type { SplitStore } from './split-store.ts';
import { layerForm, renameForm } from './theme.ts';
import { tellEvents } from './theme-events.ts';
import { byWeek, firstDay } from './theme-list.ts';
import type { ThemeReportsStore } from './theme-reports-store.ts';
import type { FindSignals } from './theme-signals.ts';
import type { ThemeStore } from './theme-store.ts';

interface Deps {
  themes: ThemeStore;
  evidence: ThemeEvidenceStore;
  costs: FindCosts;
  signals: FindSignals;
  comingBack: FindComingBack;
  themeReports: ThemeReportsStore;
  gateRecord: GateRecordStore;
  merges: MergeStore;
  splits: SplitStore;
  apart: ApartStore;
  similar: SimilarStore;
  naming: NamingStore;
  now: () => Date;
  clean: (text: string) => string | Promise<string>;
}

const REPORTS_A_PAGE = 25;

export type ShowTheme = (res: Response, id: number, typed?: { errors: Errors; values: Record<string, unknown> }) => Promise<void>;

/** The page of a theme, for everybody, and what owners change about the theme itself. */
export function themeRoutes(deps: Deps) {
  const { themes, now, clean } = deps;
  const router = Router();
  const showTheme = themePage(deps);

  router.get('/themes/:id', async (req, res) => {
    const theme = await themes.findTheme(idFrom(req.params.id));
    if (!theme) throw notFound();
    if (theme.rootId !== theme.id) {
      flash(res, 'information', `“${theme.name}” is part of “${theme.rootName}” now.`);
      return res.redirect(303, `/themes/${theme.rootId}`);
    }
    await showTheme(res, theme.id);
  });

  router.post('/themes/:id/name', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const id = idFrom(req.params.id);
    const form = readForm(renameForm, req.body);
    if (!form.ok) return showTheme(res.status(422), id, form);
    const name = await clean(form.value.name);
    const outcome = await themes.rename(id, name, res.locals.person.id, now());
    if ('takenBy' in outcome)
      return showTheme(res.status(422), id, { values: form.value, errors: nameTaken(name, outcome.takenBy) });
    if (outcome.verdict === 'unknown') throw notFound();
    flash(res, 'good', `This theme is called “${name}” now.`);
    res.redirect(303, `/themes/${id}`);
  });

  router.post('/themes/:id/layer', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const id = idFrom(req.params.id);
    const form = readForm(layerForm, req.body);
    if (!form.ok) return showTheme(res.status(422), id, form);
    if (!(await themes.setLayer(id, form.value.layer, res.locals.person.id, now()))) throw notFound();
    flash(res, 'good', form.value.layer ? `The cause is set to ${form.value.layer}.` : 'The cause is open again.');
    res.redirect(303, `/themes/${id}`);
  });

  return router;
}

export const nameTaken = (name: string, id: number): Errors => ({
  name: `Theme ${id} is called “${name}” already: choose another name, or merge the two`,
});

/** Fetches what the page shows; with `typed`, what was refused stands in its form again. */
export function themePage({
  themes,
  evidence,
  costs,
  signals,
  comingBack,
  themeReports,
  gateRecord,
  merges,
  splits,
  apart,
  similar,
  naming,
  now,
}: Omit<Deps, 'clean'>): ShowTheme {
  return async (res, id, typed) => {
    const theme = await themes.findTheme(id);
    if (!theme || theme.rootId !== id) throw notFound();
    const before = idFrom(res.req.query.before);
    const reports = await themeReports.listReports(id, { limit: REPORTS_A_PAGE + 1, ...(before ? { before } : {}) });
    const which = { kind: 'friction', rootId: id } as const;
    const sorts = may.sort(res.locals.person);
    const weeks = byWeek(await evidence.countByDay([id], which, firstDay(now())), now());
    page(res, 'themes/show', {
      title: theme.name,
      styles: ['themes'],
      theme,
      sorts,
      weeks,
      cost: (await costs([id])).get(id),
      signals: (await signals()).get(id) ?? [],
      stages: STAGES,
      practice: PRACTICE_MODES,
      layers: LAYERS,
      choices: sorts ? choicesFrom((await themes.listChoices()).filter((other) => other.id !== id)) : [],
      evidence: await evidence.countOf(id, 'friction'),
      delights: await evidence.countOf(id, 'delight'),
      steps: await evidence.countBySteps([id], which),
      quotes: await themeReports.listQuotes(id, 'friction', 3),
      praise: await themeReports.listPraise(id, 3),
      reports: reports.slice(0, REPORTS_A_PAGE),
      joined: await themeReports.listJoined(reports.map((report) => report.id)),
      automatic: await gateRecord.listStanding(reports.map((report) => report.id)),
      older: reports.length > REPORTS_A_PAGE ? `?before=${reports[REPORTS_A_PAGE - 1]!.id}#reports` : '',
      here: before ? `?before=${before}` : '',
      newer: before ? `/themes/${id}#reports` : '',
      merged: await merges.listMergedInto(id),
      splits: await splits.listSplits(id),
      apart: await apart.listOfTheme(id),
      fixes: await themes.listFixes(id),
      comingBack: await comingBack(id),
      keywords: await naming.keywordsOf(id),
      neighbours: await similar.neighboursOf(id, 5),
      events: await tellEvents(await themes.listEvents(id), id, themes.listNames),
      errors: typed?.errors ?? {},
      values: typed?.values ?? {},
    });
  };
}
