import { type Request, type Response, Router } from 'express';
import { notFound } from '../web/errors.ts';
import { type FormResult, readForm } from '../web/form.ts';
import type { Call, CallStore } from './call-store.ts';
import { description, ending, newCall, readReference } from './calls.ts';
import { happenedAt, type SeatedShift } from './opening.ts';
import { answer, type ConsoleDesk, jsonCall, wantsJson } from './routes.ts';

interface Deps {
  desk: ConsoleDesk;
  calls: CallStore;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

/** Calls of a leader: by a plain form, or as JSON from the page's script, at the same addresses. */
export function callRoutes({ desk, calls, clean, now }: Deps) {
  const router = Router();

  router.post('/shifts/:id/calls', async (req, res) => {
    const shift = await desk.getShift(req.params.id, res);
    await desk.admit(shift, res, wantsJson(req));
    const form = readForm(newCall, req.body);
    if (!form.ok) return refuse(req, res, shift, form);
    const { clientKey, startedAt, sentAt } = form.value;
    const start = happenedAt(startedAt, sentAt, shift, now());
    const call = await calls.start({ shiftId: shift.id, personId: res.locals.person.id, clientKey, startedAt: start }, now());
    answer(req, res, shift.id, { json: jsonCall(call), words: '' }, now());
  });

  router.post('/calls/:call/ending', async (req, res) => {
    const { call, shift } = await ownCall(req, res);
    const form = readForm(ending, req.body);
    if (!form.ok) return refuse(req, res, shift, form);
    await calls.end(call, happenedAt(form.value.endedAt, form.value.sentAt, shift, now()), now());
    answer(req, res, shift.id, { json: jsonCall(call), words: '' }, now());
  });

  router.post('/calls/:call/description', async (req, res) => {
    const { call, shift } = await ownCall(req, res);
    const form = readForm(description, req.body);
    if (!form.ok) return refuse(req, res, shift, form, call.id);
    const { reason, outcome } = form.value;
    await calls.describe(call, { reason: reason && (await clean(reason)), outcome }, now());
    answer(req, res, shift.id, { json: jsonCall(call), words: 'Kept with the call.' }, now());
  });

  router.post('/calls/:call/withdrawal', async (req, res) => {
    const { call, shift } = await ownCall(req, res);
    await calls.withdraw(call, now());
    answer(
      req,
      res,
      shift.id,
      { json: jsonCall(call), words: 'Withdrawn: it counts nowhere. You can bring it back below.' },
      now(),
    );
  });

  router.post('/calls/:call/restoration', async (req, res) => {
    const { call, shift } = await ownCall(req, res);
    await calls.restore(call, now());
    answer(req, res, shift.id, { json: jsonCall(call), words: 'The call counts again.' }, now());
  });

  return router;

  async function ownCall(req: Request, res: Response): Promise<{ call: Call; shift: SeatedShift }> {
    const reference = readReference(String(req.params.call));
    const call = reference && (await calls.findOwn(reference, res.locals.person.id));
    if (!call) throw notFound();
    const shift = await desk.getShift(String(call.shiftId), res);
    await desk.admit(shift, res, wantsJson(req));
    return { call, shift };
  }

  function refuse(
    req: Request,
    res: Response,
    shift: SeatedShift,
    { values, errors }: FormResult<unknown> & { ok: false },
    callId = 0,
  ) {
    res.status(422);
    if (wantsJson(req)) return res.json({ message: Object.values(errors)[0], next: 'Correct it and keep it again.', errors });
    return desk.show(res, shift, { callId, description: { values, errors } });
  }
}
