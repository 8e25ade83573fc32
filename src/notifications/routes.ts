import { Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import { addressed } from './mail.ts';
import type { OutboxStore } from './outbox-store.ts';

interface Deps {
  outbox: OutboxStore;
  now: () => Date;
  baseUrl: string;
  /** In the demo everybody may read every letter: nobody has a mailbox. */
  demo: boolean;
  smtp: boolean;
}

/** Where mail is read that went nowhere: without SMTP all of it, with SMTP what failed. */
export function outboxRoutes({ outbox, now, baseUrl, demo, smtp }: Deps) {
  const router = Router();

  router.use((_req, res, next) => next(demo || may.readOutbox(res.locals.person) ? undefined : forbidden('an administrator')));

  router.get('/', async (req, res) => {
    const letters = await outbox.list(idFrom(req.query.before));
    page(res, 'outbox/list', {
      title: 'Outbox',
      letters,
      smtp,
      older: letters.length === 50 ? `/outbox?before=${letters.at(-1)!.id}` : undefined,
    });
  });

  router.get('/:id', async (req, res) => {
    const letter = await outbox.find(idFrom(req.params.id));
    if (!letter) throw notFound();
    page(res, 'outbox/show', { title: letter.subject, letter: { ...letter, body: readable(letter, baseUrl, demo) } });
  });

  router.post('/:id/sending', async (req, res) => {
    const letter = await outbox.find(idFrom(req.params.id));
    if (!letter) throw notFound();
    await outbox.tryAgain(letter.id, now());
    flash(res, 'good', 'It is tried again within a minute.');
    res.redirect(303, '/outbox');
  });

  return router;
}

/** Somebody else's link to sign in is theirs alone: an administrator sees that it was sent, not where it leads. */
function readable(letter: { body: string; cause: string; sentAt: string | null }, baseUrl: string, demo: boolean) {
  const body = addressed(letter.body, baseUrl);
  return letter.sentAt && !demo && letter.cause.startsWith('sign-in:') ? body.replace(/\/sign-in\/\S+/, '/sign-in/…') : body;
}
