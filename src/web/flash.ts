import { parseCookie } from 'cookie';
import type { RequestHandler, Response } from 'express';

export interface Flash {
  kind: 'good' | 'bad' | 'information';
  words: string;
}

const KINDS = ['good', 'bad', 'information'];

/** One sentence carried over a redirect to the next page, in a cookie that lives for a minute. */
export function flash(res: Response, kind: Flash['kind'], words: string) {
  res.cookie('flash', JSON.stringify([kind, words]), {
    httpOnly: true,
    sameSite: 'lax',
    secure: Boolean(res.app.locals.https),
    maxAge: 60_000,
    path: '/',
  });
}

export const takeFlash: RequestHandler = (req, res, next) => {
  const { cookie } = req.headers;
  const carried = req.method === 'GET' && cookie?.includes('flash=') ? readFlash(parseCookie(cookie).flash) : undefined;
  if (carried) {
    res.locals.flash = carried;
    res.clearCookie('flash', { path: '/' });
  }
  next();
};

function readFlash(text: string | undefined): Flash | undefined {
  try {
    const [kind, words] = JSON.parse(text ?? '[]');
    return KINDS.includes(kind) && typeof words === 'string' ? { kind, words } : undefined;
  } catch {
    return undefined;
  }
}
