import type { RequestHandler } from 'express';
import { Refusal } from './errors.ts';
import { takesToken } from './open-paths.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A form on somebody else's page cannot change anything here: browsers say where a request comes from. They never add a bearer
 * token by themselves, so whoever sends one where tokens are taken means it.
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  if (SAFE.has(req.method) || comesFromHere(req.get('sec-fetch-site'), req.get('origin'), req.get('host'))) return next();
  if (takesToken(req.path) && /^Bearer /i.test(req.get('authorization') ?? '')) return next();
  next(new Refusal(403, 'This request came from another site', 'Open the page here and send it again.'));
};

/** Neither header: not a browser, so there is no signed-in person to trick. */
function comesFromHere(site: string | undefined, origin: string | undefined, host: string | undefined) {
  if (site) return site === 'same-origin' || site === 'none';
  if (!origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
