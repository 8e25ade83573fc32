import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/**
 * One slim line per answered request: method, path without its query, status, milliseconds. No person, address or body:
 * a log must not be able to tell who sent an anonymous flag, nor what was typed.
 */
export const requestLog =
  (log: Logger): RequestHandler =>
  (req, res, next) => {
    const started = performance.now();
    const { method, path } = req;
    res.once('finish', () => {
      const milliseconds = Math.round((performance.now() - started) * 10) / 10;
      log.info({ method, path: withoutSecrets(path), status: res.statusCode, ms: milliseconds });
    });
    next();
  };

/** Links and receipts carry their secret in the path. */
const withoutSecrets = (path: string) => path.replace(/\/[\w-]{32,}/g, '/…');
