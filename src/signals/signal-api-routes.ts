import { type RequestHandler, type Response, Router } from 'express';
import { Refusal } from '../web/errors.ts';
import { MOST_ROWS, readRows } from './rows.ts';
import { type Clean, type RefusedLine, settle } from './settle.ts';
import type { SignalImportStore } from './signal-import-store.ts';
import { today } from './today.ts';
import { bearerIn } from './token.ts';
import type { TokenStore } from './token-store.ts';

interface Deps {
  imports: SignalImportStore;
  tokens: TokenStore;
  clean: Clean;
  now: () => Date;
}

const FROM_API = 'Sent to /api/signals';

/** What a tool sends by itself, with a token instead of a session. Rows are taken all, or none; the same again changes nothing. */
export function signalApiRoutes({ imports, tokens, clean, now }: Deps) {
  const router = Router();

  /** Asked for before anything is read of what was sent. */
  const withToken: RequestHandler = async (req, res, next) => {
    res.set('Cache-Control', 'no-store');
    const token = bearerIn(req.get('authorization'));
    const bearer = token ? await tokens.whose(token, now()) : undefined;
    if (bearer?.is !== 'known') throw unknownBearer(res, bearer?.is);
    res.locals.bearer = { id: bearer.id, name: bearer.name };
    next();
  };

  router.post('/api/signals', withToken, async (req, res) => {
    if (!req.is('application/json')) throw noJson();
    const read = readRows(req.body, today(now()));
    if (typeof read === 'string') throw new Refusal(422, read, 'Nothing was taken. docs/signals.md shows an example.');
    const { signals, repeated, refused } = await settle(read, 'Row', clean);
    if (refused.length > 0) return void res.status(422).json(refusalOf(refused));
    const sent = await imports.takeAtOnce(signals, FROM_API, res.locals.bearer!.id, now());
    res.json({ import: sent.importId, taken: sent.taken, alreadyThere: sent.alreadyThere + repeated });
  });

  router.all('/api/signals', withToken, (_req, res) => {
    res.set('Allow', 'POST');
    throw new Refusal(405, 'Signals are sent here, not read', `Send up to ${MOST_ROWS.toLocaleString('en-GB')} rows by POST.`);
  });

  return router;
}

function unknownBearer(res: Response, known: 'revoked' | 'unknown' | undefined): Refusal {
  res.set('WWW-Authenticate', known ? 'Bearer error="invalid_token"' : 'Bearer');
  if (known === 'revoked') return new Refusal(401, 'This token was taken back', 'Ask an administrator for a new one.');
  if (known)
    return new Refusal(
      401,
      'Nobody here has this token',
      'Copy it again as it was shown, or ask an administrator for a new one.',
    );
  return new Refusal(
    401,
    'A token is missing',
    'Send it as “Authorization: Bearer …”; an administrator makes one on the page of the signals.',
  );
}

const noJson = () => new Refusal(415, 'Signals are sent as JSON', 'Send a list with “Content-Type: application/json”.');

const refusalOf = (refused: readonly RefusedLine[]) => ({
  message:
    refused.length === 1
      ? 'One row is refused, so nothing was taken'
      : `${refused.length} rows are refused, so nothing was taken`,
  next: 'Mend them and send all again: what is there already is not counted twice.',
  rows: refused.map(({ line, reason }) => ({ row: line, reason })),
});
