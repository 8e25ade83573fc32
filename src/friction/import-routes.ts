import { type RequestHandler, Router } from 'express';
import { may } from '../people/person.ts';
import { sendCsv } from '../web/csv.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import { IMPORTS_A_PAGE, type ImportStore, MOST_REFUSALS } from './import-store.ts';

/** What imported files brought, for owners. Files come in by the command line. */
export function importRoutes({ imports, now }: { imports: ImportStore; now: () => Date }) {
  const router = Router();
  router.use('/imports', onlyForOwners);

  router.get('/imports', async (req, res) => {
    const rows = await imports.list(idFrom(req.query.before) || undefined);
    const shown = rows.slice(0, IMPORTS_A_PAGE);
    const older = rows.length > IMPORTS_A_PAGE ? `/imports?before=${shown.at(-1)!.id}` : '';
    page(res, 'imports/index', { title: 'Imports', imports: shown, older, styles: ['reports'] });
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
    const { id } = await importOf(req.params.id);
    await imports.undo(id, res.locals.person.id, now());
    flash(res, 'good', `Import #${id} is undone: its reports count nowhere any more.`);
    res.redirect(303, `/imports/${id}`);
  });

  router.post('/imports/:id/redoing', async (req, res) => {
    const { id } = await importOf(req.params.id);
    await imports.redo(id, res.locals.person.id, now());
    flash(res, 'good', `The reports of import #${id} count again.`);
    res.redirect(303, `/imports/${id}`);
  });

  return router;

  async function importOf(id: string) {
    const imported = await imports.find(idFrom(id));
    if (!imported) throw notFound();
    return imported;
  }
}

const onlyForOwners: RequestHandler = (_req, res, next) => next(may.importReports(res.locals.person) ? undefined : forbidden());
