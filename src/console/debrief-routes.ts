import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { sendCsv } from '../web/csv.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { ConsoleStore } from './console-store.ts';
import { debriefForm, mayWrite, tally } from './debrief.ts';
import type { DebriefStore } from './debrief-store.ts';
import { type SeatedShift, sat } from './opening.ts';

interface Deps {
  debriefs: DebriefStore;
  consoles: ConsoleStore;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

/** What you met, what you would fix, what you will tell: the same hour, by whoever sat in the shift. */
export function debriefRoutes({ debriefs, consoles, clean, now }: Deps) {
  const router = Router();

  router.get('/shifts/:id/debrief', async (req, res) => {
    const shift = await getShift(req.params.id, res);
    if (!sat(shift) && may.planShifts(res.locals.person)) return res.redirect(303, `/shifts/${shift.id}/debriefs`);
    mustHaveSat(shift);
    mustHaveBegun(shift);
    const written = await debriefs.find(shift.id, res.locals.person.id);
    await show(res, shift, { written, values: written ?? {}, errors: {} });
  });

  router.post('/shifts/:id/debrief', async (req, res) => {
    const shift = await getShift(req.params.id, res);
    mustHaveSat(shift);
    mustHaveBegun(shift);
    if (!mayWrite(shift, now()))
      throw new Refusal(
        409,
        'A debrief can be changed until a day after the shift',
        'Tell a program owner what should be added.',
      );
    const form = readForm(debriefForm, req.body);
    if (!form.ok) return show(res.status(422), shift, form);
    const { met, wouldFix, tellTeam } = form.value;
    const words = { met: await clean(met), wouldFix: await clean(wouldFix), tellTeam: await clean(tellTeam) };
    await debriefs.write(shift.id, res.locals.person.id, words, now());
    flash(res, 'good', 'Your debrief is kept. You can change it until a day after the shift.');
    res.redirect(303, `/shifts/${shift.id}/debrief`);
  });

  router.get('/shifts/:id/debriefs', async (req, res) => {
    mustRun(res);
    const shift = await getShift(req.params.id, res);
    page(res, 'console/debriefs', { title: `Debriefs: ${shift.queue}`, shift, debriefs: await debriefs.list(shift.id) });
  });

  router.get('/shifts/:id/debriefs.csv', async (req, res) => {
    mustRun(res);
    const shift = await getShift(req.params.id, res);
    sendCsv(res, `debriefs-${shift.id}`, await debriefs.list(shift.id), {
      leader: (debrief) => debrief.name,
      calls: (debrief) => debrief.calls,
      reports: (debrief) => debrief.reports,
      met: (debrief) => debrief.met,
      would_fix: (debrief) => debrief.wouldFix,
      tell_team: (debrief) => debrief.tellTeam,
      written_at: (debrief) => debrief.writtenAt,
    });
  });

  return router;

  async function getShift(id: string, res: Response) {
    const shift = await consoles.findShift(idFrom(id), res.locals.person.id);
    if (!shift) throw notFound();
    return shift;
  }

  async function show(res: Response, shift: SeatedShift, locals: object) {
    const { person } = res.locals;
    const calls = await consoles.listCalls(shift.id, person.id);
    const reports = await consoles.listReports(shift.id, person.id);
    const found = { shift, reports, tally: tally(calls, reports), writable: mayWrite(shift, now()) };
    page(res, 'console/debrief', {
      title: `Debrief: ${shift.queue}`,
      ...found,
      styles: ['console', 'console-calls'],
      scripts: ['waiting'],
      ...locals,
    });
  }

  function mustHaveBegun(shift: SeatedShift) {
    if (mayWrite(shift, now()) || shift.endsAt < now().toISOString()) return;
    throw new Refusal(409, 'A debrief looks back: this shift has not begun', 'Come back when you have sat in it.');
  }
}

function mustHaveSat(shift: SeatedShift) {
  if (!sat(shift)) throw notFound();
}

function mustRun(res: Response) {
  if (!may.planShifts(res.locals.person)) throw forbidden();
}
