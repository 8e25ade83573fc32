import { parseCookie } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import type { Person } from '../people/person.ts';
import { Refusal } from './errors.ts';
import { formatAt } from './format.ts';
import { isOpen, takesToken } from './open-paths.ts';

export interface SignedIn {
  person: Person;
  sessionId: number;
}

export type WhoIs = (token: string) => Promise<SignedIn | undefined>;

const DAYS_30 = 30 * 24 * 60 * 60 * 1000;

/** Puts whoever is signed in into res.locals; nobody gets past this door but to the open paths. Where a token is asked for, a session counts nothing. */
export function sessionGate(whoIs: WhoIs, now: () => Date): RequestHandler {
  return async (req, res, next) => {
    if (takesToken(req.path)) return next();
    const token = sessionToken(req);
    const signedIn = token ? await whoIs(token) : undefined;
    res.locals.format = formatAt(signedIn?.person.timeZone ?? 'UTC', now());
    res.locals.path = req.path;
    if (signedIn) {
      res.locals.person = signedIn.person;
      res.locals.sessionId = signedIn.sessionId;
      res.set('Cache-Control', 'private, no-store');
      return next();
    }
    if (isOpen(req.path)) return next();
    if (req.method === 'GET' && req.accepts(['html', 'json']) === 'html')
      return res.redirect(303, `/sign-in${req.path === '/' ? '' : `?next=${encodeURIComponent(req.originalUrl)}`}`);
    next(new Refusal(401, 'You are signed out', 'Sign in again; what you typed stays in this browser.'));
  };
}

/** Strict where people come by https (BASE_URL says so), even if a proxy forgets to tell. */
const isHttps = (req: Request) => Boolean(req.app.locals.https);
const cookieName = (req: Request) => (isHttps(req) ? '__Host-session' : 'session');

export function sessionToken(req: Request): string | undefined {
  return req.headers.cookie ? parseCookie(req.headers.cookie)[cookieName(req)] : undefined;
}

export function startSession(req: Request, res: Response, token: string) {
  res.cookie(cookieName(req), token, { httpOnly: true, sameSite: 'lax', secure: isHttps(req), path: '/', maxAge: DAYS_30 });
}

export function endSession(req: Request, res: Response) {
  res.clearCookie(cookieName(req), { httpOnly: true, sameSite: 'lax', secure: isHttps(req), path: '/' });
}

/** Where to go after signing in: a path of ours, never another site. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' &&
    /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(next) &&
    next.isWellFormed() &&
    !next.startsWith('/sign-in')
    ? next
    : '/';
}
