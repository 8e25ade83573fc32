import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RequestHandler, type Response, Router } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { FileProblem } from '../friction/import-csv.ts';
import { may } from '../people/person.ts';
import { forbidden } from '../web/errors.ts';
import { maybeOneOf, maybeText, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { Clean } from './settle.ts';
import type { SignalImportStore } from './signal-import-store.ts';
import { importSignals } from './signal-import-work.ts';

interface Deps {
  imports: SignalImportStore;
  clean: Clean;
  now: () => Date;
}

const upload = multer({ dest: join(tmpdir(), 'shadow-shift-imports'), limits: { fileSize: 20_000_000, files: 1 } }).single(
  'file',
);

/** For owners: a file of topics and counts comes in, by the rules of the command line. */
export function signalImportRoutes({ imports, clean, now }: Deps) {
  const router = Router();
  router.use(['/signals/import', '/signals/imports'], onlyForOwners);

  router.get('/signals/import', (_req, res) => showForm(res, { values: {}, errors: {} }));

  router.post('/signals/imports', upload, async (req, res) => {
    const form = readForm(importForm, req.body);
    const path = req.file?.path;
    try {
      if (!form.ok) return showForm(res.status(422), form);
      if (!req.file || !path) return showForm(res.status(422), { values: req.body, errors: { file: NO_FILE } });
      const asked = Object.fromEntries(Object.entries(form.value).filter(([, said]) => said));
      const from = { file: path, fileName: nameOf(req.file), by: res.locals.person.id, asked };
      const { importId } = await importSignals({ ...from, store: imports, clean, now });
      res.redirect(303, `/imports/${importId}`);
    } catch (problem) {
      if (!(problem instanceof FileProblem)) throw problem;
      showForm(res.status(422), { values: req.body, errors: { file: problem.message } });
    } finally {
      if (path) await rm(path, { force: true });
    }
  });

  return router;
}

const onlyForOwners: RequestHandler = (_req, res, next) => next(may.mapSignals(res.locals.person) ? undefined : forbidden());

const NO_FILE = 'Choose the CSV file first, then press the button again';
const DATES = ['day first', 'month first'] as const;
const importForm = z.object({
  source: maybeText(200),
  topic: maybeText(120),
  count: maybeText(120),
  period: maybeText(120),
  dates: maybeOneOf(DATES, 'Choose which comes first, or leave it to the file'),
});

const showForm = (res: Response, form: { values: object; errors: object }) =>
  page(res, 'signals/import', { title: 'Bring in signals', styles: ['reports'], dates: DATES, ...form });

/** A browser sends the name as UTF-8, and the form's reader takes it for Latin-1. */
const nameOf = ({ originalname }: { originalname: string }) => Buffer.from(originalname, 'latin1').toString('utf8');
