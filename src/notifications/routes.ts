import { type Request, type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import { addressed, type IssueLink, isSignIn, letterText } from './mail.ts';
import type { OutboxStore } from './outbox-store.ts';

interface Deps {
  outbox: OutboxStore;
  now: () => Date;
  baseUrl: string;
  /** In the demo everybody may read every letter: nobody has a mailbox. */
  demo: boolean;
  smtp: boolean;
  issueLink: IssueLink;
}

/** Where mail is read that went nowhere: without SMTP all of it, with SMTP what failed. */
export function outboxRoutes({ outbox, now, baseUrl, demo, smtp, issueLink }: Deps) {
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

  router.get('/:id', async (req, res) => show(res, await getLetter(req)));

  /** Without a mail server somebody must pass the link on by hand. That it was shown, and to whom, stays on record. */
  router.post('/:id/links', async (req, res) => {
    const letter = await getLetter(req);
    if (smtp || letter.sentAt || letter.personId === null || !isSignIn(letter)) throw notFound();
    await outbox.recordLinkShown(letter.personId, res.locals.person.id, now());
    show(res, { ...letter, body: await letterText(letter, baseUrl, issueLink) });
  });

  router.post('/:id/sending', async (req, res) => {
    const letter = await getLetter(req);
    await outbox.tryAgain(letter.id, now());
    flash(res, 'good', 'It is tried again within a minute.');
    res.redirect(303, '/outbox');
  });

  return router;

  async function getLetter(req: Request<{ id: string }>) {
    const letter = await outbox.find(idFrom(req.params.id));
    if (!letter) throw notFound();
    return letter;
  }

  function show(res: Response, letter: Awaited<ReturnType<typeof getLetter>>) {
    const body = addressed(letter.body, baseUrl);
    const sealed = isSignIn(letter) && body.includes('{token}');
    page(res, 'outbox/show', {
      title: letter.subject,
      letter: { ...letter, body: body.replace('{token}', '…') },
      passable: sealed && !smtp && !letter.sentAt,
    });
  }
}
