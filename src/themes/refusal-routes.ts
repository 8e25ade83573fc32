import { Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom } from '../web/form.ts';
import type { ApartStore } from './apart-store.ts';
import { backTo } from './unsorted.ts';

interface Deps {
  apart: ApartStore;
  now: () => Date;
}

/** "Not this": a report does not belong in a theme. */
export function refusalRoutes({ apart, now }: Deps) {
  const router = Router();

  router.post('/reports/:id/refusals', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const id = idFrom(req.params.id);
    const outcome = await apart.refuse(id, idFrom(req.body?.themeId), res.locals.person.id, now());
    if (outcome === 'unknown') throw notFound();
    flash(res, 'good', 'Kept apart for good: this report is never suggested or filed there again.');
    res.redirect(303, backTo(req.body?.next ?? `/reports/${id}`));
  });

  return router;
}
