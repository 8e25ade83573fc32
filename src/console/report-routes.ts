import { type Request, type Response, Router } from 'express';
import type { Join, Joins } from '../friction/joining.ts';
import type { NewReport } from '../friction/report.ts';
import { type FindSimilar, wordingOf } from '../friction/wording.ts';
import { flash } from '../web/flash.ts';
import { type FormResult, readForm } from '../web/form.ts';
import type { CallStore } from './call-store.ts';
import { happenedAt, type SeatedShift } from './opening.ts';
import { type ReportForm, reportForm } from './report-form.ts';
import { answer, type ConsoleDesk, wantsJson } from './routes.ts';

interface From {
  source: 'leader';
  reporterId: number;
  queueId: number;
  shiftId: number;
}

/** Idempotent by the report's client key; a key that is somebody else's is refused (409). */
export type AddReport = (
  report: NewReport,
  from: From,
  now: Date,
  join?: Join,
) => Promise<{ id: number; added: boolean; joined: boolean }>;

interface Deps {
  desk: ConsoleDesk;
  calls: CallStore;
  addReport: AddReport;
  joins: Pick<Joins, 'prepare'>;
  similar: FindSimilar;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

const CHOICE_GONE = 'It is kept. The theme you chose is not there any more, so a program owner sorts it.';

/** Frictions and delights that a leader writes down in a shift. */
export function shiftReportRoutes({ desk, calls, addReport, joins, similar, clean, now }: Deps) {
  const router = Router();

  router.post('/shifts/:id/reports', async (req, res) => {
    const shift = await desk.getShift(req.params.id, res);
    await desk.admit(shift, res, wantsJson(req));
    const form = readForm(reportForm, req.body);
    if (!form.ok) return refuse(req, res, shift, form);

    const { sentAt, callKey, themeId, ...report } = form.value;
    const reporterId = res.locals.person.id;
    const written = {
      ...(await cleaned(report)),
      layer: null,
      callId: await callIdOf(callKey, reporterId, shift.id),
      happenedAt: happenedAt(report.happenedAt, sentAt, shift, now()),
    };
    const wording = wordingOf({ ...written, queueId: shift.queueId });
    const join = await joins.prepare(themeId, wording);
    const from = { source: 'leader', reporterId, queueId: shift.queueId, shiftId: shift.id } as const;
    const { id, added, joined } = await addReport(written, from, now(), join);
    const gone = added && join !== undefined && !joined;
    const words = gone ? CHOICE_GONE : report.kind === 'delight' ? 'Your delight is kept.' : 'Your friction is kept.';
    if (!joined && !wantsJson(req) && (await similar(wording)).length > 0) return askForTheme(res, id, shift.id, words);
    const json = { report: { id, key: report.clientKey }, ...(gone ? { says: CHOICE_GONE } : {}) };
    answer(req, res, shift.id, { json, words }, now());
  });

  return router;

  function refuse(req: Request, res: Response, shift: SeatedShift, { values, errors }: FormResult<unknown> & { ok: false }) {
    res.status(422);
    if (wantsJson(req)) return res.json({ message: Object.values(errors)[0], next: 'Correct it and keep it again.', errors });
    return desk.show(res, shift, { sheet: { kind: values.kind === 'delight' ? 'delight' : 'friction', values, errors } });
  }

  /** Where no script could ask while it was written. */
  function askForTheme(res: Response, id: number, shiftId: number, words: string) {
    flash(res, 'good', words);
    res.redirect(303, `/reports/${id}/similar?next=/shifts/${shiftId}/console`);
  }

  /** A report whose call never reached us still counts, without a call. */
  async function callIdOf(callKey: string | undefined, personId: number, shiftId: number) {
    const call = callKey ? await calls.findOwn({ clientKey: callKey }, personId) : undefined;
    return call?.shiftId === shiftId ? call.id : null;
  }

  async function cleaned<R extends Pick<ReportForm, 'summary' | 'customerWords' | 'tool'>>(report: R) {
    const { summary, customerWords, tool } = report;
    return {
      ...report,
      summary: await clean(summary),
      customerWords: customerWords && (await clean(customerWords)),
      tool: tool && (await clean(tool)),
    };
  }
}
