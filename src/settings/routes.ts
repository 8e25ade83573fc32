import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import { settings as settingsForm } from './settings.ts';
import type { SettingsStore } from './store.ts';

interface Deps {
  settings: SettingsStore;
  clean: (text: string) => string | Promise<string>;
  now: () => Date;
}

export function settingsRoutes({ settings, clean, now }: Deps) {
  const router = Router();

  router.use((_req, res, next) => next(may.changeSettings(res.locals.person) ? undefined : forbidden('an administrator')));

  router.get('/', async (_req, res) => {
    const { countries, ...values } = await settings.get();
    show(res, { values: { ...values, countries: countries.join(', ') }, errors: {} });
  });

  router.post('/', async (req, res) => {
    const form = readForm(settingsForm, req.body);
    if (!form.ok) return show(res.status(422), form);
    const organisation = await clean(form.value.organisation);
    await settings.change({ ...form.value, organisation }, res.locals.person.id, now());
    flash(res, 'good', 'Saved.');
    res.redirect(303, '/settings');
  });

  return router;
}

const show = (res: Response, form: object) => page(res, 'settings/form', { title: 'Settings', ...form });
