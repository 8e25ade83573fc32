import { type Request, type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { type Errors, idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { LadderStore } from './ladder-store.ts';
import type { ListStore } from './list-store.ts';
import type { PageStore, ShownShift } from './page-store.ts';
import type { PauseStore } from './pause-store.ts';
import { pauseForm } from './plan.ts';
import { showFor } from './show.ts';

export interface ShowDeps {
  lists: ListStore;
  pages: PageStore;
  pauses: PauseStore;
  ladder: LadderStore;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

const NOTHING_TYPED = { values: {}, errors: {} };

/** The page of one shift, and its pause. */
export function showRoutes({ lists, pages, pauses, ladder, clean, now }: ShowDeps) {
  const router = Router();

  router.get('/shifts/:id', async (req, res) => showShift(res, await mustFind(req), NOTHING_TYPED));

  router.post('/shifts/:id/pauses', async (req, res) => {
    const shift = await mustFind(req);
    await mustRun(pages, res, shift.id);
    const form = readForm(pauseForm, req.body);
    if (!form.ok) return showShift(res.status(422), shift, form);
    const paused = await pauses.pause(shift.id, await clean(form.value.reason), res.locals.person.id, now());
    if (!paused)
      throw new Refusal(409, 'This shift is over or cancelled', 'There is nothing left to pause; its page shows what was.');
    res.redirect(303, `/shifts/${shift.id}`);
  });

  router.post('/shifts/:id/resumption', async (req, res) => {
    const shift = await mustFind(req);
    await mustRun(pages, res, shift.id);
    await pauses.resume(shift.id, res.locals.person.id, now());
    res.redirect(303, `/shifts/${shift.id}`);
  });

  return router;

  async function mustFind(req: Request<{ id: string }>) {
    const shift = await pages.findShift(idFrom(req.params.id));
    if (!shift) throw notFound();
    return shift;
  }

  async function showShift(res: Response, shift: ShownShift, typed: { values: object; errors: Errors }) {
    const { person } = res.locals;
    const known = {
      shift,
      buddies: await pages.listBuddies(shift.id),
      signUps: await pages.listSignUps(shift.id),
      events: await pages.listEvents(shift.id),
      pause: await pages.findPause(shift.id),
      bindings: await lists.listBindings(person.id, now()),
      rung: await ladder.rungFor(shift),
      experience: await ladder.experienceOf(shift, person.id),
    };
    page(res, 'shifts/show', { title: shift.queueName, styles: ['shifts'], ...showFor(known, person, now()), ...typed });
  }
}

export async function mustRun(pages: PageStore, res: Response, shiftId: number) {
  const buddyIds = (await pages.listBuddies(shiftId)).map(({ id }) => id);
  if (!may.runShift(res.locals.person, { buddyIds })) throw forbidden('a program owner or a buddy of this shift');
}
