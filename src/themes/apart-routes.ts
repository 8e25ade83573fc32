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

/** "Not the same": a report does not belong in a theme, and whatever was said not to be the same, taken back. */
export function apartRoutes({ apart, now }: Deps) {
  const router = Router();

  router.post('/reports/:id/refusals', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const id = idFrom(req.params.id);
    const outcome = await apart.refuse(id, idFrom(req.body?.themeId), res.locals.person.id, now());
    if (outcome === 'unknown') throw notFound();
    flash(res, 'good', 'Kept apart for good: this report is never suggested or filed there again. Take it back on its page.');
    res.redirect(303, backTo(req.body?.next ?? `/reports/${id}`));
  });

  router.post('/kept-apart/:id/undoing', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const row = await apart.allow(idFrom(req.params.id), res.locals.person.id, now());
    if (!row) throw notFound();
    flash(res, 'good', 'Taken back. The two may be suggested to each other again.');
    res.redirect(303, backTo(req.body?.next ?? (row.reportId ? `/reports/${row.reportId}` : `/themes/${row.themeId}`)));
  });

  return router;
}
