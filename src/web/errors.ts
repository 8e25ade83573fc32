import type { ErrorRequestHandler } from 'express';
import { takesToken } from './open-paths.ts';
import { page } from './page.ts';

/** An outcome we foresaw, worded for the person who will read it: what happened, and what to do next. */
export class Refusal extends Error {
  readonly status: number;
  readonly next: string;
  /** The field of a form that it is about, where there is one. */
  readonly field: string | undefined;
  constructor(status: number, message: string, next: string, field?: string) {
    super(message);
    this.field = field;
    this.status = status;
    this.next = next;
  }
}

export const notFound = () =>
  new Refusal(404, 'There is nothing at this address for you', 'Check the link, or go back to your home page.');
export const forbidden = (who = 'a program owner') =>
  new Refusal(403, 'This is not yours to change', `Ask ${who} to do it for you.`);
export const overLimit = (next: string) => new Refusal(429, 'That is more than one person may send in so short a time', next);

interface Logger {
  error: (what: object, words: string) => void;
}

/** One error page. What we did not foresee is logged and says nothing of the inside. */
export const showError =
  (log: Logger): ErrorRequestHandler =>
  (error, req, res, next) => {
    if (res.headersSent) return next(error);
    const refusal = refusalFor(error);
    if (refusal.status >= 500) log.error({ err: error }, 'A request failed');
    res.status(refusal.status);
    if (takesToken(req.path) || req.accepts(['html', 'json']) === 'json')
      return res.json({ message: refusal.message, next: refusal.next });
    page(res, 'errors/refusal', { title: refusal.message, next: refusal.next });
  };

/** A form with a file that ends too early, or says nowhere where its parts begin: its reader (busboy) gives these no code. */
const BROKEN_OFF = /^(?:Unexpected end of (?:form|file)|Malformed part header|Multipart: Boundary not found)$/;

/** Express and its parsers throw errors with a status or code of their own: a body too large, an address that cannot be decoded. */
function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { status, code, type, message } = (error ?? {}) as { status?: number; code?: unknown; type?: unknown; message?: unknown };
  if (code === 'LIMIT_UNEXPECTED_FILE')
    return new Refusal(422, 'A file came where none is asked for', 'Go back and use the form as it stands.');
  if (status === 413 || String(code).startsWith('LIMIT_'))
    return new Refusal(413, 'That is too much to send at once', 'Send a smaller file, a shorter text or fewer rows.');
  if (BROKEN_OFF.test(String(message)))
    return new Refusal(400, 'What was sent broke off on the way', 'Go back, choose the file again and send it once more.');
  if (type === 'entity.parse.failed')
    return new Refusal(400, 'This is no JSON that can be read', 'Check its commas, quotes and brackets.');
  if (status !== undefined && status >= 400 && status < 500)
    return new Refusal(status, 'We could not read what was sent', 'Go back, reload the page and try once more.');
  return new Refusal(
    500,
    'Something went wrong on our side',
    'Nothing of yours was lost. Try again in a minute; if it stays, tell your administrator.',
  );
}
