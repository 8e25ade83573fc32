import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RequestHandler, type Response, Router } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { MOST_REFUSALS } from '../database/imports.ts';
import { may } from '../people/person.ts';
import { sendCsv } from '../web/csv.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, maybeText, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { Clean } from './flag.ts';
import { FileProblem } from './import-csv.ts';
import { IMPORTS_A_PAGE, type ImportStore } from './import-store.ts';
import { importReports } from './import-work.ts';

interface Deps {
  imports: ImportStore;
  clean: Clean;
  now: () => Date;
}

const upload = multer({ dest: join(tmpdir(), 'shadow-shift-imports'), limits: { fileSize: 20_000_000, files: 1 } }).single(
  'file',
);

/** What imported files brought, for owners, and bringing in one more; larger ones come in by the command line. */
export function importRoutes({ imports, clean, now }: Deps) {
  const router = Router();
  router.use('/imports', onlyForOwners);

  router.get('/imports', async (req, res) => {
    await showList(res, idFrom(req.query.before), { values: {}, errors: {} });
  });

  router.post('/imports', upload, async (req, res) => {
    const form = readForm(importForm, req.body);
    const path = req.file?.path;
    try {
      if (!form.ok) return await showList(res.status(422), 0, form);
      if (!req.file || !path) return await showList(res.status(422), 0, { values: req.body, errors: { file: NO_FILE } });
      const asked = Object.fromEntries(Object.entries(form.value).filter(([, name]) => name));
      const from = { file: path, fileName: await clean(nameOf(req.file)), by: res.locals.person.id, asked };
      const { importId } = await importReports({ ...from, store: imports, clean, now });
      res.redirect(303, `/imports/${importId}`);
    } catch (problem) {
      if (!(problem instanceof FileProblem)) throw problem;
      await showList(res.status(422), 0, { values: req.body, errors: { file: problem.message } });
    } finally {
      if (path) await rm(path, { force: true });
    }
  });

  router.get('/imports/:id/refused.csv', async (req, res) => {
    const { id } = await importOf(req.params.id);
    sendCsv(res, `import-${id}-refused`, await imports.listRefusals(id), {
      line: (row) => row.line,
      reason: (row) => row.reason,
    });
  });

  router.get('/imports/:id', async (req, res) => {
    const imported = await importOf(req.params.id);
    const refusals = await imports.listRefusals(imported.id);
    page(res, 'imports/show', {
      title: `Import #${imported.id}`,
      imported,
      refusals,
      mostRefusals: MOST_REFUSALS,
      styles: ['reports'],
    });
  });

  router.post('/imports/:id/undoing', async (req, res) => {
    const { id, kind } = await importOf(req.params.id);
    await imports.undo(id, res.locals.person.id, now());
    flash(res, 'good', `Import #${id} is undone: ${UNDONE[kind]}.`);
    res.redirect(303, `/imports/${id}`);
  });

  router.post('/imports/:id/redoing', async (req, res) => {
    const { id, kind } = await importOf(req.params.id);
    await imports.redo(id, res.locals.person.id, now());
    flash(res, 'good', `The ${kind} of import #${id} count again.`);
    res.redirect(303, `/imports/${id}`);
  });

  return router;

  async function showList(res: Response, before: number, form: object) {
    const rows = await imports.list(before || undefined);
    const shown = rows.slice(0, IMPORTS_A_PAGE);
    const older = rows.length > IMPORTS_A_PAGE ? `/imports?before=${shown.at(-1)!.id}` : '';
    page(res, 'imports/index', { title: 'Imports', imports: shown, older, styles: ['reports'], ...form });
  }

  async function importOf(id: string) {
    const imported = await imports.find(idFrom(id));
    if (!imported) throw notFound();
    return imported;
  }
}

const UNDONE: Record<string, string> = {
  reports: 'its reports count nowhere any more',
  signals: 'what was said before it counts again',
};

const NO_FILE = 'Choose the CSV file first, then press the button again';
const importForm = z.object({ text: maybeText(120), date: maybeText(120), reporter: maybeText(120), queue: maybeText(120) });

/** A browser sends the name as UTF-8, and the form's reader takes it for Latin-1. */
const nameOf = ({ originalname }: { originalname: string }) => Buffer.from(originalname, 'latin1').toString('utf8');

const onlyForOwners: RequestHandler = (_req, res, next) => next(may.importReports(res.locals.person) ? undefined : forbidden());
