import { type Request, Router } from 'express';
import { notFound, overLimit, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import { endSession, safeNext, startSession } from '../web/session.ts';
import { demoGroups } from './demo-people.ts';
import type { PersonStore } from './person-store.ts';
import type { SessionStore } from './session-store.ts';
import { signInForm } from './sign-in.ts';
import type { SignInStore } from './sign-in-store.ts';

interface Deps {
  people: PersonStore;
  sessions: SessionStore;
  signIns: SignInStore;
  now: () => Date;
  demo: boolean;
}

export function signInRoutes({ people, sessions, signIns, now, demo }: Deps) {
  const router = Router();

  router.get('/sign-in', async (req, res) => {
    if (res.locals.person) return res.redirect(303, '/');
    await showForm(res, { values: { next: safeNext(req.query.next) }, errors: {} });
  });

  router.post('/sign-in', async (req, res) => {
    const form = readForm(signInForm, req.body);
    if (!form.ok) return showForm(res.status(422), form);
    if (!(await signIns.withinLimits(form.value.email, clientOf(req), now())))
      throw overLimit('Use the newest link in your mailbox, or ask for another in an hour.');

    await signIns.sendLink(form.value.email, safeNext(form.value.next), now());
    page(res, 'people/link-sent', { title: 'Look in your mailbox' });
  });

  if (demo)
    router.post('/demo/sessions', async (req, res) => {
      const person = await people.findPerson(idFrom(req.body?.personId));
      if (!person || person.deactivatedAt) throw notFound();
      startSession(req, res, await sessions.start(person.id, deviceOf(req), now()));
      res.redirect(303, '/');
    });

  router.get('/sign-in/:token', async (req, res) => {
    const link = await signIns.findLink(req.params.token, now());
    if (!link) throw linkIsOver();
    page(res, 'people/use-link', { title: `Sign in as ${link.name}`, token: req.params.token, next: safeNext(req.query.next) });
  });

  router.post('/sign-in/:token', async (req, res) => {
    const personId = await signIns.useLink(req.params.token, now());
    if (!personId) throw linkIsOver();
    startSession(req, res, await sessions.start(personId, deviceOf(req), now()));
    res.redirect(303, safeNext(req.body?.next));
  });

  router.post('/sign-out', async (req, res) => {
    await sessions.end(res.locals.sessionId, now());
    endSession(req, res);
    flash(res, 'good', 'You are signed out.');
    res.redirect(303, '/sign-in');
  });

  return router;

  async function showForm(res: Parameters<typeof page>[0], form: object) {
    page(res, 'people/sign-in', {
      title: 'Sign in',
      groups: demo ? demoGroups(await people.listActive()) : [],
      styles: ['sign-in'],
      ...form,
    });
  }
}

const linkIsOver = () =>
  new Refusal(410, 'This link has been used or is too old', 'Ask for a new one on the sign-in page: it takes a minute.');

const clientOf = (req: Request) => req.ip ?? 'unknown';
const deviceOf = (req: Request) => req.get('user-agent') ?? 'A program without a name';
