import { type Response, Router } from 'express';
import { flash } from '../web/flash.ts';
import { readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import { endSession } from '../web/session.ts';
import { myForm, ZONES } from './person-form.ts';
import type { PersonStore } from './person-store.ts';
import type { SessionStore } from './session-store.ts';

/** What everybody may see and change of themselves. */
export function meRoutes({ people, sessions, now }: { people: PersonStore; sessions: SessionStore; now: () => Date }) {
  const router = Router();

  router.get('/', (_req, res) => showMe(res, { values: { ...res.locals.person }, errors: {} }));

  router.post('/', async (req, res) => {
    const form = readForm(myForm, req.body);
    if (!form.ok) return showMe(res.status(422), form);
    await people.changeMyself(res.locals.person.id, form.value);
    flash(res, 'good', 'Saved. Times are shown in this zone from now on.');
    res.redirect(303, '/me');
  });

  router.post('/sign-outs', async (req, res) => {
    await sessions.endAll(res.locals.person.id, now());
    endSession(req, res);
    flash(res, 'good', 'You are signed out on every device.');
    res.redirect(303, '/sign-in');
  });

  return router;

  async function showMe(res: Response, form: object) {
    const open = await sessions.listOpen(res.locals.person.id, now());
    page(res, 'people/me', { title: 'Me', zones: ZONES, sessions: open, ...form });
  }
}
