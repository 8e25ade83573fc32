import { Router } from 'express';
import { may, type Person } from '../people/person.ts';
import { notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { safeNext } from '../web/session.ts';
import { newMeToo } from './flag.ts';
import type { MeTooStore } from './me-too-store.ts';
import type { ReportListStore } from './report-list-store.ts';

interface Deps {
  meToos: MeTooStore;
  lists: ReportListStore;
  now: () => Date;
}

export function meTooRoutes({ meToos, lists, now }: Deps) {
  const router = Router();

  router.post('/themes/:id/me-toos', async (req, res) => {
    mustFlag(res.locals.person);
    const form = readForm(newMeToo, req.body);
    if (!form.ok) throw new Refusal(422, Object.values(form.errors)[0]!, 'Go back, change it and say “me too” again.');
    const { anonymous, ...meToo } = form.value;
    if (anonymous) throw keepsAName();

    const queueId = (await lists.listQueues()).some(({ id }) => id === meToo.queueId) ? meToo.queueId : null;
    const said = await meToos.say(idFrom(req.params.id), { ...meToo, queueId }, res.locals.person.id, now());
    if (!said) throw notFound();
    flash(res, 'good', 'Counted: this happens to you too.');
    res.redirect(303, req.body?.next === undefined ? `/flags#me-too-${said}` : safeNext(req.body.next));
  });

  router.post('/me-toos/:id/withdrawal', async (req, res) => {
    if (!(await meToos.withdraw(idFrom(req.params.id), res.locals.person.id, now()))) throw notFound();
    flash(res, 'good', 'Your “me too” is taken back. Say it again on the theme’s page if that was a slip.');
    res.redirect(303, req.body?.next === undefined ? '/flags' : safeNext(req.body.next));
  });

  return router;
}

function mustFlag(person: Person) {
  if (may.flag(person)) return;
  throw new Refusal(
    403,
    '“Me too” is for the people who take the calls',
    'Sign up for a shift: what you meet there counts as a leader’s evidence.',
  );
}

const keepsAName = () =>
  new Refusal(
    409,
    'A “me too” counts people, so it keeps a name and could not stay anonymous',
    'Go back and send your own sentence without your name, or switch “without my name” off first.',
  );
