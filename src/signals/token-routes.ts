import { randomUUID } from 'node:crypto';
import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { type Columns, sendCsv } from '../web/csv.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { Clean } from './settle.ts';
import { type Token, tokenForm } from './token.ts';
import type { TokenStore } from './token-store.ts';

interface Deps {
  tokens: TokenStore;
  clean: Clean;
  now: () => Date;
}

/** For administrators: what tools send signals with. */
export function tokenRoutes({ tokens, clean, now }: Deps) {
  const router = Router();

  router.use('/signals/tokens', (_req, res, next) =>
    next(may.giveTokens(res.locals.person) ? undefined : forbidden('an administrator')),
  );

  router.get('/signals/tokens', async (_req, res) => showTokens(res, {}));

  /** Answered with a page instead of a redirect: the token is shown now and never again. */
  router.post('/signals/tokens', async (req, res) => {
    const form = readForm(tokenForm, req.body);
    if (!form.ok) return showTokens(res.status(422), form);
    const name = await clean(form.value.name);
    const token = await tokens.make({ ...form.value, name }, res.locals.person.id, now());
    if (token) return showTokens(res.status(201), { made: { name, token } });
    flash(
      res,
      'information',
      'This token is made already, and was shown once. If nobody copied it, take it back and make another.',
    );
    res.redirect(303, '/signals/tokens');
  });

  router.post('/signals/tokens/:id/revocation', async (req, res) => {
    const name = await tokens.revoke(idFrom(req.params.id), res.locals.person.id, now());
    if (name === undefined) throw notFound();
    flash(res, 'good', `“${name}” opens nothing any more. What it has sent stays; undo its imports if that was wrong.`);
    res.redirect(303, '/signals/tokens');
  });

  router.get('/signals/tokens/all.csv', async (_req, res) => sendCsv(res, 'tokens', await tokens.list(), COLUMNS));

  return router;

  async function showTokens(res: Response, more: { values?: object; errors?: object; made?: { name: string; token: string } }) {
    page(res, 'signals/tokens', {
      title: 'Tokens for tools',
      styles: ['reports', 'signals'],
      tokens: await tokens.list(),
      formKey: randomUUID(),
      address: res.app.locals.baseUrl,
      values: {},
      errors: {},
      ...more,
    });
  }
}

const COLUMNS: Columns<Token> = {
  Name: ({ name }) => name,
  'Made at': ({ madeAt }) => madeAt,
  'Made by': ({ madeBy }) => madeBy,
  'Last used at': ({ lastUsedAt }) => lastUsedAt,
  'Taken back at': ({ revokedAt }) => revokedAt,
  'Taken back by': ({ revokedBy }) => revokedBy,
};
