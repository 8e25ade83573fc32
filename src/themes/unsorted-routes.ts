import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { PRACTICE_MODES } from '../shifts/shift.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { page } from '../web/page.ts';
import { choicesFrom } from './choosing.ts';
import { type ReportFacts, wordsOf } from './engine-store.ts';
import type { SimilarStore } from './similar-store.ts';
import { nameFrom } from './theme.ts';
import type { ThemeStore } from './theme-store.ts';
import { type UnsortedView, unsortedAddress, unsortedView } from './unsorted.ts';
import type { UnsortedStore } from './unsorted-store.ts';

interface Deps {
  unsorted: UnsortedStore;
  themes: Pick<ThemeStore, 'listChoices'>;
  similar: SimilarStore;
}

const SUGGESTIONS = 5;
const REPORTS_A_PAGE = 25;

export type ShowUnsorted = (res: Response, view: UnsortedView, typed?: object) => Promise<void>;

/** The sorting table: one report at a time, or a list of them. */
export function unsortedRoutes({ unsorted, themes, similar }: Deps) {
  const router = Router();
  const showOne = unsortedPage({ unsorted, themes, similar });

  router.get('/unsorted', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const view = unsortedView.parse(req.query);
    await (view.look === 'list' ? showList(res, view) : showOne(res, view));
  });

  router.get('/unsorted/set-aside', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const before = unsortedView.parse({ report: req.query.before }).report;
    const reports = await unsorted.listSetAside(before, REPORTS_A_PAGE + 1);
    page(res, 'themes/set-aside', {
      title: 'Set aside',
      styles: ['themes'],
      reports: reports.slice(0, REPORTS_A_PAGE),
      older: reports.length > REPORTS_A_PAGE ? `?before=${reports[REPORTS_A_PAGE - 1]!.id}` : '',
    });
  });

  return router;

  async function showList(res: Response, view: UnsortedView) {
    const found = await unsorted.listWaiting(view.source, view.after, REPORTS_A_PAGE + 1);
    const reports = found.slice(0, REPORTS_A_PAGE);
    const themes = await similar.similarToEach(reports.map(asAsked), { limit: 3 });
    page(res, 'themes/unsorted-list', {
      title: 'Unsorted',
      styles: ['themes'],
      ...(await frame(unsorted, res, view)),
      suggested: reports.map((report, index) => ({ report, themes: themes[index] })),
      older: found.length > REPORTS_A_PAGE ? unsortedAddress({ ...view, after: reports.at(-1)!.id }) : '',
    });
  }
}

/** The page of one report to decide about: the one asked for, or the next that waits. */
export function unsortedPage({ unsorted, themes, similar }: Deps): ShowUnsorted {
  return async (res, view, typed = {}) => {
    const asked = view.report ? await unsorted.findReport(view.report) : undefined;
    if (view.report && !asked) throw notFound();
    const report = asked ?? (await unsorted.listWaiting(view.source, view.after, 1))[0];
    const same = report && !asked?.themeId ? await unsorted.countSame(report) : { count: 0, newest: null };
    page(res, 'themes/unsorted', {
      title: 'Unsorted',
      styles: ['themes'],
      scripts: ['unsorted'],
      ...(await frame(unsorted, res, view)),
      report,
      filedIn: asked?.themeId ?? null,
      same: same.count,
      through: Math.max(report?.id ?? 0, same.newest ?? 0),
      suggestions: report ? await similar.similarTo(asAsked(report), { limit: SUGGESTIONS }) : [],
      choices: report ? choicesFrom(await themes.listChoices()) : [],
      newName: report ? nameFrom(report.summary) : '',
      skip: report ? unsortedAddress({ ...view, report: null, after: report.id }) : '',
      errors: {},
      values: {},
      ...typed,
    });
  };
}

/** What every look of the page shows around its reports. */
async function frame(unsorted: UnsortedStore, res: Response, view: UnsortedView) {
  return {
    view,
    here: unsortedAddress({ ...view, report: null }),
    addressOf: unsortedAddress,
    practice: PRACTICE_MODES,
    waiting: await unsorted.countWaiting(),
    lastDecision: await unsorted.findLastDecision(res.locals.person.id),
  };
}

const asAsked = (report: ReportFacts & { id: number }) => ({ id: report.id, ...wordsOf(report) });
