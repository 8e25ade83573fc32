import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { PRACTICE_MODES } from '../shifts/shift.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { page } from '../web/page.ts';
import type { BatchStore, WaitingBatches } from './batch-store.ts';
import { choicesFrom } from './choosing.ts';
import { type ReportFacts, wordsOf } from './engine-store.ts';
import type { Batch } from './grouping/batches.ts';
import type { NamingStore } from './naming-store.ts';
import type { SimilarStore } from './similar-store.ts';
import type { ThemeStore } from './theme-store.ts';
import {
  batchesAfter,
  ledBy,
  MOST_TRAVEL,
  placeOf,
  surely,
  type UnsortedView,
  unsortedAddress,
  unsortedView,
} from './unsorted.ts';
import type { UnsortedStore } from './unsorted-store.ts';

export interface Sorting {
  unsorted: UnsortedStore;
  batches: BatchStore;
  naming: NamingStore;
  themes: Pick<ThemeStore, 'listChoices'>;
  similar: SimilarStore;
}

const SUGGESTIONS = 5;

export type ShowUnsorted = (res: Response, view: UnsortedView, typed?: object) => Promise<void>;

/** The sorting table: one decision at a time. */
export function unsortedRoutes(sorting: Sorting) {
  const router = Router();
  const showOne = unsortedPage(sorting);

  router.get('/unsorted', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    await showOne(res, unsortedView.parse(req.query));
  });

  return router;
}

/** The page of one report to decide about: the one asked for, or the one whose decision settles the most. */
export function unsortedPage(sorting: Sorting): ShowUnsorted {
  return async (res, view, typed = {}) => {
    const waiting = await sorting.batches.list(view.source);
    const batch = view.report ? batchWith(waiting.batches, view.report) : batchesAfter(waiting.batches, view.after)[0];
    page(res, 'themes/unsorted', {
      title: 'Unsorted',
      styles: ['themes', 'unsorted'],
      scripts: ['unsorted'],
      ...(await unsortedFrame(sorting.unsorted, res, view, waiting)),
      ...(batch ? await decisionOn(batch, sorting) : {}),
      skip: batch ? unsortedAddress({ ...view, report: null, after: placeOf(batch) }) : '',
      errors: {},
      values: {},
      ...typed,
    });
  };
}

/** The report that a batch is decided on, who travels with it, and where they may go. */
async function decisionOn({ leadId, travellerIds }: Batch, { unsorted, naming, themes, similar }: Sorting) {
  const report = await unsorted.findReport(leadId);
  if (!report) throw notFound();
  const travellers = await unsorted.listFacts(travellerIds.slice(0, MOST_TRAVEL));
  const suggestions = await similar.similarTo(asAsked(report), { limit: SUGGESTIONS });
  return {
    report,
    travellers,
    more: travellerIds.length - travellers.length,
    suggestions: suggestions.map((theme) => ({ ...theme, surely: surely(theme) })),
    isRatherNew: suggestions.length === 0 || suggestions[0]!.weak,
    choices: choicesFrom(await themes.listChoices()),
    ...(await naming.nameFor([leadId, ...travellers.map(({ id }) => id)])),
  };
}

/** The batch that a report waits in, led by it; a report that waits no more travels alone. */
function batchWith(batches: readonly Batch[], reportId: number): Batch {
  const found = batches.find(({ leadId, travellerIds }) => leadId === reportId || travellerIds.includes(reportId));
  return found ? ledBy(found, reportId) : { leadId: reportId, travellerIds: [] };
}

/** What every look of the page shows around its reports. */
export async function unsortedFrame(unsorted: UnsortedStore, res: Response, view: UnsortedView, { counts }: WaitingBatches) {
  return {
    view,
    here: unsortedAddress({ ...view, report: null }),
    addressOf: unsortedAddress,
    practice: PRACTICE_MODES,
    waiting: counts,
    lastDecision: await unsorted.findLastDecision(res.locals.person.id),
  };
}

export const asAsked = (report: ReportFacts & { id: number }) => ({ id: report.id, ...wordsOf(report) });
