import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../people/person.ts';
import { notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import type { LadderStore } from './ladder-store.ts';
import type { PageStore } from './page-store.ts';
import { reasonFor } from './refusals.ts';
import { ATTENDANCE, type Marking, type Return, type Seating } from './seating.ts';
import type { Shift } from './shift.ts';
import { mustRun } from './show-routes.ts';
import type { SignUpStore } from './sign-up-store.ts';

export interface SignUpDeps {
  signUps: SignUpStore;
  ladder: LadderStore;
  pages: PageStore;
  now: () => Date;
}

const attendanceForm = z.object({ attendance: z.enum(ATTENDANCE, 'Choose attended, missed or excused') });

export function signUpRoutes({ signUps, ladder, pages, now }: SignUpDeps) {
  const router = Router();

  router.post('/shifts/:id/sign-ups', async (req, res) => {
    mustLead(res);
    const shift = await mustFind(req);
    const seating = await signUps.signUp(shift.id, res.locals.person, now());
    if (!seating) throw notFound();
    const told = wordsFor(seating, `${shift.queueName}, ${res.locals.format.span(shift.startsAt, shift.endsAt)}`);
    if (!told) throw refusal(seating as Seating & { seated: false }, shift, now());
    flash(res, told.kind, told.words);
    res.redirect(303, `/shifts/${shift.id}`);
  });

  router.post('/shifts/:id/briefing-readings', async (req, res) => {
    mustLead(res);
    const shift = await mustFind(req);
    await ladder.readBriefing(shift, res.locals.person.id, now());
    flash(res, 'good', 'Noted: you have read the briefing. It counts for every shift of this kind.');
    res.redirect(303, `/shifts/${shift.id}`);
  });

  router.post('/sign-ups/:id/cancellation', async (req, res) => {
    const id = idFrom(req.params.id);
    const answer = await signUps.cancel(id, res.locals.person, now());
    if (!answer) throw notFound();
    if (REFUSED[answer]) throw new Refusal(409, ...REFUSED[answer]);
    flash(res, 'good', 'The place is given back.');
    res.redirect(303, `/shifts/${await signUps.shiftOf(id)}`);
  });

  router.post('/sign-ups/:id/attendance', async (req, res) => {
    const id = idFrom(req.params.id);
    const shiftId = await signUps.shiftOf(id);
    if (!shiftId) throw notFound();
    await mustRun(pages, res, shiftId);
    const form = readForm(attendanceForm, req.body);
    if (!form.ok) throw new Refusal(422, 'We could not tell what was meant', 'Choose attended, missed or excused.');
    const answer = await signUps.markAttendance(id, form.value.attendance, res.locals.person.id, now());
    if (answer && REFUSED[answer]) throw new Refusal(409, ...REFUSED[answer]);
    res.redirect(303, `/shifts/${shiftId}#people`);
  });

  return router;

  async function mustFind(req: Request) {
    const shift = await pages.findShift(idFrom(req.params.id));
    if (!shift) throw notFound();
    return shift;
  }
}

function mustLead(res: Response) {
  if (!may.signUp(res.locals.person))
    throw new Refusal(403, 'Seats are for leaders', 'Ask an administrator to make you a leader, then sign up.');
}

/** What is said when the button did something, or had done it before; undefined for a refusal. */
function wordsFor(seating: Seating, shift: string): { kind: 'good' | 'information'; words: string } | undefined {
  if (seating.seated && seating.state === 'confirmed')
    return { kind: 'good', words: `You have a seat: ${shift}. An invitation is on its way to your calendar.` };
  if (seating.seated)
    return { kind: 'information', words: `You are in line: ${shift}. We write to you when a seat becomes free.` };
  if (seating.why === 'yours') return { kind: 'information', words: 'You had a seat already.' };
  if (seating.why === 'waiting') return { kind: 'information', words: 'You are in line already; no seat is free yet.' };
  return undefined;
}

function refusal(seating: Seating & { seated: false }, shift: Pick<Shift, 'id' | 'queueId' | 'endsAt'>, now: Date) {
  const { words, next } = reasonFor(seating, shift, now);
  return new Refusal(409, words, `${next.words}: go to ${next.href.split('?')[0]}.`);
}

const REFUSED: Partial<Record<Return | Marking, [string, string]>> = {
  begun: ['The shift has begun', 'Ask a program owner or the buddy to mark you excused.'],
  'shift cancelled': ['The shift is cancelled', 'There is nothing left to do for it.'],
  'not begun': ['The shift has not begun', 'Say who came once it has.'],
  'no seat': ['This person had no seat', 'Say who came of those who had one.'],
};
