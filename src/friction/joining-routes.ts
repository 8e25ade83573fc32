import { type Request, type Response, Router } from 'express';
import { notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import { safeNext } from '../web/session.ts';
import type { JoinOutcome, Joins } from './joining.ts';
import { clientKey } from './report.ts';
import type { ReportStore } from './report-store.ts';
import { type FindSimilar, wordingOf } from './wording.ts';

interface Deps {
  reports: ReportStore;
  joins: Joins;
  similar: FindSimilar;
  now: () => Date;
}

/** Which theme a report belongs in, by the word of whoever wrote it: after it was sent, and taken back. */
export function joiningRoutes({ reports, joins, similar, now }: Deps) {
  const router = Router();

  router.get('/reports/:id/similar', async (req, res) => {
    const report = await ownReport(req, res);
    if (report.themeId !== null || report.setAsideAt !== null || report.withdrawnAt !== null)
      return res.redirect(303, `/reports/${report.id}`);
    page(res, 'reports/similar', {
      title: 'Is it one of these?',
      report,
      themes: await similar(wordingOf(report)),
      next: req.query.next === undefined ? `/reports/${report.id}` : safeNext(req.query.next),
      styles: ['flags'],
    });
  });

  router.post('/reports/:id/joining', async (req, res) => {
    const report = await ownReport(req, res);
    const choice = { reportId: report.id, themeId: idFrom(req.body?.themeId), wording: wordingOf(report) };
    const outcome = await joins.join(choice, report.reporterId, now());
    flash(res, 'good', wordsFor(outcome));
    res.redirect(303, nextAfter(req, report.id));
  });

  router.post('/reports/:id/joining/undoing', async (req, res) => {
    const report = await ownReport(req, res);
    const outcome = await joins.undo(report.id, report.reporterId, now());
    if (outcome === 'moved since') throw movedSince();
    if (req.accepts(['html', 'json']) === 'json') return res.json({ asOf: now().toISOString() });
    flash(res, 'good', UNDONE);
    res.redirect(303, nextAfter(req, report.id));
  });

  return router;

  async function ownReport(req: Request, res: Response) {
    const reference = readReference(String(req.params.id));
    const report = reference && (await reports.findOwn(reference, res.locals.person.id));
    if (!report) throw notFound();
    return report;
  }
}

/** What to say when it is done; whatever stands against it is refused with a next step. */
export function wordsFor(outcome: JoinOutcome): string {
  if (outcome.verdict === 'joined' || outcome.verdict === 'already') return `It counts in “${outcome.name}” now.`;
  if (outcome.verdict === 'no report') throw notFound();
  if (outcome.verdict === 'elsewhere')
    throw new Refusal(
      409,
      `It stands in “${outcome.name}” already`,
      'If you put it there, press “Not that one” first; otherwise tell a program owner.',
    );
  throw new Refusal(409, AGAINST_IT[outcome.verdict], 'Choose another, or leave it: a program owner sorts it.');
}

const AGAINST_IT = {
  'no theme': 'That theme is not there any more',
  'set aside': 'A program owner has read it and set it aside on its own',
  'kept apart': 'Somebody has said that it does not belong in that theme',
};

export const UNDONE = 'Taken back: it waits to be sorted.';

export const movedSince = () =>
  new Refusal(409, 'Somebody has sorted it since', 'Tell a program owner if it does not belong where it stands now.');

const nextAfter = (req: Request, id: number) => (req.body?.next === undefined ? `/reports/${id}` : safeNext(req.body.next));

function readReference(text: string) {
  if (idFrom(text)) return { id: idFrom(text) };
  const key = clientKey.safeParse(text);
  return key.success ? { clientKey: key.data } : undefined;
}
