import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type Errors, idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { PageStore, ShownShift } from './page-store.ts';
import { cancelForm, formKey, type ShiftForm, shiftForm } from './plan.ts';
import { planErrors, planFrom } from './planner.ts';
import type { PlanningStore } from './planning-store.ts';
import { MODE_HINTS, MODE_WORDS, MODES, phaseOf } from './shift.ts';
import type { Planned, ShiftStore } from './store.ts';
import { localTimes } from './timing.ts';

export interface PlanDeps {
  shifts: ShiftStore;
  pages: PageStore;
  planning: PlanningStore;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

interface Typed {
  values: Record<string, unknown>;
  errors: Errors;
}

const BLANK = { mode: 'shadow', seats: '2', closesHours: '0', weeks: '1' };
const HOUR = 3_600_000;

export function planRoutes({ shifts, pages, planning, clean, now }: PlanDeps) {
  const router = Router();

  router.get('/shifts/new', async (req, res) => {
    mustPlan(res);
    await showNew(res, {
      values: { ...BLANK, queueId: req.query.queueId ?? req.query.queue, formKey: randomUUID() },
      errors: {},
    });
  });

  router.post('/shifts', async (req, res) => {
    mustPlan(res);
    const key = readForm(formKey, req.body);
    if (!key.ok) return showNew(res.status(422), { ...key, values: { ...key.values, formKey: randomUUID() } });
    const form = readForm(shiftForm, req.body);
    if (!form.ok) return showNew(res.status(422), form);
    const plan = await planOf(form.value);
    if (!plan.ok) return showNew(res.status(422), { values: req.body, errors: plan.errors });
    const made = await shifts.create(plan.plans, res.locals.person.id, now(), key.value.formKey);
    if (!made.ok) return showNew(res.status(422), { values: req.body, errors: errorsOf(made, res) });

    const words = made.ids.length === 1 ? 'The shift is planned.' : `${made.ids.length} shifts are planned.`;
    flash(res, 'good', [words, ...plan.notes].join(' '));
    res.redirect(303, made.ids.length === 1 ? `/shifts/${made.ids[0]}` : '/shifts');
  });

  router.get('/shifts/:id/edit', async (req, res) => {
    const shift = await mustFind(req, res);
    const buddyIds = (await pages.listBuddies(shift.id)).map(({ id }) => id);
    const closesHours = Math.round((Date.parse(shift.startsAt) - Date.parse(shift.signUpClosesAt)) / HOUR);
    await showEdit(res, shift, { values: { ...shift, ...localTimes(shift, shift.timeZone), buddyIds, closesHours }, errors: {} });
  });

  router.post('/shifts/:id', async (req, res) => {
    const shift = await mustFind(req, res);
    const form = readForm(shiftForm, { ...req.body, weeks: '1' });
    if (!form.ok) return showEdit(res.status(422), shift, form);
    const plan = await planOf(form.value);
    if (!plan.ok) return showEdit(res.status(422), shift, { values: req.body, errors: plan.errors });
    const made = await shifts.edit(shift.id, plan.plans[0]!, res.locals.person.id, now());
    if (!made) throw notFound();
    if (!made.ok) return showEdit(res.status(422), shift, { values: req.body, errors: errorsOf(made, res) });

    flash(res, 'good', ['The shift is changed. Everybody in it hears of a new time or place.', ...plan.notes].join(' '));
    res.redirect(303, `/shifts/${shift.id}`);
  });

  router.get('/shifts/:id/cancellation', async (req, res) => {
    showCancel(res, await mustFind(req, res), { values: {}, errors: {} });
  });

  router.post('/shifts/:id/cancellation', async (req, res) => {
    const shift = await mustFind(req, res);
    const form = readForm(cancelForm, req.body);
    if (!form.ok) return showCancel(res.status(422), shift, form);
    const done = await shifts.cancel(shift.id, await clean(form.value.reason), res.locals.person.id, now());
    if (done === false && !shift.cancelledAt) throw hasBegun();
    flash(res, 'good', 'The shift is cancelled. Everybody who was coming is told.');
    res.redirect(303, `/shifts/${shift.id}`);
  });

  return router;

  async function planOf(form: ShiftForm) {
    const queue = await planning.findQueue(form.queueId);
    if (!queue) return { ok: false, errors: { queueId: 'Choose a queue that is in use' } } as const;
    return planFrom({ ...form, place: await clean(form.place), note: await clean(form.note) }, queue, now());
  }

  async function mustFind(req: Request, res: Response): Promise<ShownShift> {
    mustPlan(res);
    const shift = await pages.findShift(idFrom(req.params.id));
    if (!shift) throw notFound();
    return shift;
  }

  async function showNew(res: Response, typed: Typed) {
    page(res, 'shifts/plan', { title: 'Plan a shift', address: '/shifts', shift: null, ...(await choicesFor()), ...typed });
  }

  async function showEdit(res: Response, shift: ShownShift, typed: Typed) {
    if (phaseOf(shift, now()) !== 'ahead') throw hasBegun();
    const address = `/shifts/${shift.id}`;
    page(res, 'shifts/plan', { title: 'Change this shift', address, shift, ...(await choicesFor()), ...typed });
  }

  async function choicesFor() {
    const [queues, csrs] = [await planning.listQueues(), await planning.listCsrs()];
    return {
      queues: queues.map(({ id, name, timeZone }) => ({ value: id, words: `${name} (${timeZone})` })),
      csrs: csrs.map(({ id, name, department }) => ({ value: id, words: `${name}, ${department}` })),
      modes: MODES.map((mode) => ({ value: mode, words: MODE_WORDS[mode], hint: MODE_HINTS[mode] })),
    };
  }
}

function mustPlan(res: Response) {
  if (!may.planShifts(res.locals.person)) throw forbidden();
}

const showCancel = (res: Response, shift: ShownShift, typed: Typed) =>
  page(res, 'shifts/cancel', { title: 'Cancel this shift', shift, ...typed });

const errorsOf = (made: Planned & { ok: false }, res: Response) => planErrors(made.why, res.locals.person.timeZone);

const hasBegun = () =>
  new Refusal(
    409,
    'This shift has begun, is over or is cancelled',
    'Pause it, or say on its page who came; plan another one for later.',
  );
