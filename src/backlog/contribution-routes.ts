import { type Request, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom } from '../web/form.ts';
import type { PartStore } from './part-store.ts';

/** Whoever promised a part says when it is done; so may an owner. */
export function contributionRoutes({ parts, now }: { parts: PartStore; now: () => Date }) {
  const router = Router();

  router.post('/contributions/:id/completion', async (req, res) => {
    const part = await getPart(req);
    if (!may.doPart(res.locals.person, part)) throw forbidden('whoever promised it, or a program owner');
    await parts.mark(part, true, res.locals.person.id, now());
    flash(res, 'good', `Thank you: ${part.department}’s part is done.`);
    res.redirect(303, `/fixes/${part.fixId}#contributions`);
  });

  router.post('/contributions/:id/reopening', async (req, res) => {
    const part = await getPart(req);
    if (!may.doPart(res.locals.person, part)) throw forbidden('whoever promised it, or a program owner');
    await parts.mark(part, false, res.locals.person.id, now());
    res.redirect(303, `/fixes/${part.fixId}#contributions`);
  });

  router.post('/contributions/:id/removal', async (req, res) => {
    const part = await getPart(req);
    if (!may.runBacklog(res.locals.person)) throw forbidden();
    await parts.remove(part, res.locals.person.id, now());
    res.redirect(303, `/fixes/${part.fixId}#contributions`);
  });

  return router;

  async function getPart(req: Request<{ id: string }>) {
    const part = await parts.find(idFrom(req.params.id));
    if (!part) throw notFound();
    return part;
  }
}
