import { Router } from 'express';
import type { NewReport } from '../friction/report.ts';
import { readForm } from '../web/form.ts';
import type { CallStore } from './call-store.ts';
import type { ConsoleStore } from './console-store.ts';
import { happenedAt } from './opening.ts';
import { type ReportForm, reportForm } from './report-form.ts';
import { answer, consoleDesk, wantsJson } from './routes.ts';

interface From {
  source: 'leader';
  reporterId: number;
  queueId: number;
  shiftId: number;
}

/** Idempotent by the report's client key; a key that is somebody else's is refused (409). */
export type AddReport = (report: NewReport, from: From, now: Date) => Promise<{ id: number; added: boolean }>;

interface Deps {
  calls: CallStore;
  consoles: ConsoleStore;
  addReport: AddReport;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

/** Frictions and delights that a leader writes down in a shift. */
export function shiftReportRoutes({ calls, consoles, addReport, clean, now }: Deps) {
  const router = Router();
  const desk = consoleDesk({ consoles, now });

  router.post('/shifts/:id/reports', async (req, res) => {
    const shift = await desk.getShift(req.params.id, res);
    await desk.admit(shift, res, wantsJson(req));
    const form = readForm(reportForm, req.body);
    if (!form.ok) {
      const { values, errors } = form;
      res.status(422);
      if (wantsJson(req)) return res.json({ message: Object.values(errors)[0], next: 'Correct it and keep it again.', errors });
      return desk.show(res, shift, { sheet: { kind: values.kind === 'delight' ? 'delight' : 'friction', values, errors } });
    }

    const { sentAt, callKey, ...report } = form.value;
    const reporterId = res.locals.person.id;
    const written = {
      ...(await cleaned(report)),
      layer: null,
      callId: await callIdOf(callKey, reporterId, shift.id),
      happenedAt: happenedAt(report.happenedAt, sentAt, shift, now()),
    };
    const { id } = await addReport(written, { source: 'leader', reporterId, queueId: shift.queueId, shiftId: shift.id }, now());
    const words = report.kind === 'delight' ? 'Your delight is kept.' : 'Your friction is kept.';
    answer(req, res, shift.id, { json: { report: { id, key: report.clientKey } }, words }, now());
  });

  return router;

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
