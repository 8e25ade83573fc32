import { Router } from 'express';
import { may } from '../../people/person.ts';
import { sendCsv } from '../../web/csv.ts';
import { forbidden, notFound, Refusal } from '../../web/errors.ts';
import { flash } from '../../web/flash.ts';
import { idFrom, readForm } from '../../web/form.ts';
import { page } from '../../web/page.ts';
import type { EngineStore } from '../engine-store.ts';
import { counted } from '../evidence.ts';
import { backTo } from '../unsorted.ts';
import type { CheckStore } from './check-store.ts';
import { type Band, decisionsIn } from './decisions.ts';
import { bandView, confirmationsForm, type Decision, decisionColumns } from './list.ts';
import type { GateRecordStore } from './record-store.ts';

interface Deps {
  engine: EngineStore;
  record: GateRecordStore;
  checks: CheckStore;
  now: () => Date;
}

/** What people say about the gate's guesses: its filings called right, and the decisions that it learned how sure to be from. */
export function checkRoutes({ engine, record, checks, now }: Deps) {
  const router = Router();

  router.post('/filings/:id/confirmation', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const checked = await checks.confirm(idFrom(req.params.id), res.locals.person.id, now());
    if (!checked) throw notFound();
    if (checked.outcome === 'moved since') throw movedSince(checked.reportId);
    flash(res, 'good', 'Marked right. The engine learns from it.');
    res.redirect(303, backTo(req.body?.next ?? '/grouping'));
  });

  router.post('/grouping/confirmations', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const form = readForm(confirmationsForm, req.body);
    if (!form.ok) throw new Refusal(422, form.errors.filings ?? 'There is nothing to mark', 'Go back and reload the page.');
    const confirmed = await checks.confirmAll(form.value.filings, res.locals.person.id, now());
    flash(res, 'good', `${counted(confirmed, 'filing')} marked right. The engine learns from each.`);
    res.redirect(303, backTo(req.body?.next ?? '/grouping'));
  });

  router.get('/grouping/confirmations', async (req, res) => {
    if (!may.watchGate(res.locals.person)) throw forbidden();
    const band = bandView.parse(req.query);
    page(res, 'gate/decisions', {
      title: 'How sure, and how often right',
      styles: ['themes'],
      band,
      decisions: await listIn(band),
    });
  });

  router.get('/grouping/confirmations.csv', async (req, res) => {
    if (!may.watchGate(res.locals.person)) throw forbidden();
    sendCsv(res, 'grouping-confirmations', await listIn(bandView.parse(req.query)), decisionColumns);
  });

  return router;

  /** Newest first; a report withdrawn since is left out. */
  async function listIn(band: Pick<Band, 'from' | 'to'>): Promise<Decision[]> {
    const decided = decisionsIn(await engine.current(), band);
    const reports = new Map((await record.listReports(decided.map(({ reportId }) => reportId))).map((one) => [one.id, one]));
    return decided.flatMap(({ reportId, ...guess }) => {
      const report = reports.get(reportId);
      return report ? [{ ...report, ...guess }] : [];
    });
  }
}

const movedSince = (reportId: number) =>
  new Refusal(
    409,
    'This report does not stand where it was filed any more',
    `Open report ${reportId} to see where it went; there is nothing left to confirm.`,
  );
