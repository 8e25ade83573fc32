import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { sendCsvInParts } from '../web/csv.ts';
import { forbidden } from '../web/errors.ts';
import { idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { Batch } from './grouping/batches.ts';
import { batchesAfter, placeOf, type UnsortedView, unsortedAddress, unsortedView } from './unsorted.ts';
import { WAITING_COLUMNS } from './unsorted-columns.ts';
import { asAsked, type Sorting, unsortedFrame } from './unsorted-routes.ts';
import type { UnsortedStore } from './unsorted-store.ts';

const SUGGESTIONS = 3;
const REPORTS_A_PAGE = 25;
/** Read at a glance; all of them stand on the report's own page. */
const TRAVEL = 20;
const ROWS_AT_ONCE = 500;

/** What waits, and what was set aside, as lists. */
export function unsortedListRoutes({ unsorted, batches, similar }: Sorting) {
  const router = Router();

  router.get('/unsorted', async (req, res, next) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const view = unsortedView.parse(req.query);
    if (view.look !== 'list') return next();
    await showList(res, view);
  });

  router.get('/unsorted.csv', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const waiting = await batches.list(unsortedView.parse(req.query).source);
    await sendCsvInParts(res, 'unsorted', rowsOf(unsorted, waiting.batches), WAITING_COLUMNS);
  });

  router.get('/unsorted/set-aside', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const before = idFrom(req.query.before) || null;
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
    const waiting = await batches.list(view.source);
    const next = batchesAfter(waiting.batches, view.after);
    const shown = next.slice(0, REPORTS_A_PAGE);
    const decisions = await decisionsOf(unsorted, shown);
    const themes = await similar.similarToEach(
      decisions.map(({ report }) => asAsked(report)),
      { limit: SUGGESTIONS },
    );
    page(res, 'themes/unsorted-list', {
      title: 'Unsorted',
      styles: ['themes', 'unsorted'],
      ...(await unsortedFrame(unsorted, res, view, waiting)),
      decisions: decisions.map((decision, index) => ({ ...decision, themes: themes[index] })),
      older: next.length > REPORTS_A_PAGE ? unsortedAddress({ ...view, after: placeOf(shown.at(-1)!) }) : '',
    });
  }
}

/** Each batch with its report, its first travellers, and how many more would come with the next decision. */
async function decisionsOf(unsorted: UnsortedStore, batches: readonly Batch[]) {
  const shown = batches.map(({ leadId, travellerIds }) => [leadId, ...travellerIds.slice(0, TRAVEL)]);
  const facts = await factsOf(unsorted, shown.flat());
  return shown.flatMap(([leadId = 0, ...ids], index) => {
    const report = facts.get(leadId);
    const more = batches[index]!.travellerIds.length - ids.length;
    return report ? [{ report, along: ids.flatMap((id) => facts.get(id) ?? []), more }] : [];
  });
}

/** Every report that waits, decision by decision. */
async function* rowsOf(unsorted: UnsortedStore, batches: readonly Batch[]) {
  const rows = batches.flatMap(({ leadId, travellerIds }, index) =>
    [leadId, ...travellerIds].map((id) => ({ id, leadId, decision: index + 1, settles: travellerIds.length + 1 })),
  );
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    const facts = await factsOf(
      unsorted,
      some.map(({ id }) => id),
    );
    yield some.flatMap((row) => (facts.has(row.id) ? [{ ...facts.get(row.id)!, ...row }] : []));
  }
}

const factsOf = async (unsorted: UnsortedStore, ids: readonly number[]) =>
  new Map((await unsorted.listFacts(ids)).map((report) => [report.id, report]));
