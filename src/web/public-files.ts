import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { root } from './root.ts';

const FILE = /\.\w+$/;

/** The files in public/. A page's address has no ending, so it does not wait for a look at the disk. */
export function publicFiles({ cached }: { cached: boolean }): RequestHandler {
  const files = express.static(join(root, 'public'), { maxAge: cached ? '1h' : 0, index: false });
  return (req, res, next) => (FILE.test(req.path) ? files(req, res, next) : next());
}
