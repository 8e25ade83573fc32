import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import type { EngineStore } from '../themes/engine-store.ts';
import { countHolders, holderIds } from '../themes/grouping/holders.ts';
import { languageOf } from '../themes/grouping/words-in-common.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type Errors, idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { Check } from './check.ts';
import { alsoIn, type Entry, nameOf } from './entry.ts';
import { changedEntry } from './entry-form.ts';
import type { Changing, EntryStore } from './entry-store.ts';
import type { HolderStore } from './holder-store.ts';
import { quoted, saidIn } from './page.ts';

interface Deps {
  entries: EntryStore;
  holders: HolderStore;
  engine: EngineStore;
  check: Check;
  now: () => Date;
}

const REPORTS_A_PAGE = 25;

/** One entry: its words, the reports that say one of them, and what owners do with it. */
export function entryRoutes({ entries, holders, engine, check, now }: Deps) {
  const router = Router();
  router.use('/thesaurus', (_req, res, next) => next(may.sort(res.locals.person) ? undefined : forbidden()));

  router.get('/thesaurus/:key', async (req, res) => show(res, await getEntry(req.params.key)));

  router.post('/thesaurus/:key', async (req, res) => {
    const entry = await getEntry(req.params.key);
    const form = readForm(changedEntry, req.body);
    if (!form.ok) return show(res.status(422), entry, form);
    const { words, seen } = form.value;
    const problem = await check([words], entry.words);
    if (problem) return show(res.status(422), entry, { values: req.body, errors: { words: problem } });
    const changing = await entries.changeWords(entry.key, words, seen, res.locals.person.id, now());
    flash(res, 'good', `Saved: ${quoted(changed(changing).words)} mean the same.`);
    res.redirect(303, `/thesaurus/${entry.key}`);
  });

  router.post('/thesaurus/:key/switch', async (req, res) => {
    const standing = req.body?.to === 'on' ? 'on' : 'off';
    const entry = changed(await entries.setStanding(req.params.key, standing, res.locals.person.id, now()));
    const says = standing === 'on' ? 'counts again' : 'is switched off: its words are as different as they look';
    flash(res, 'good', `“${nameOf(entry)}” ${says}.`);
    res.redirect(303, `/thesaurus/${entry.key}`);
  });

  router.post('/thesaurus/:key/removal', async (req, res) => {
    const entry = changed(await entries.setStanding(req.params.key, 'removed', res.locals.person.id, now()));
    flash(res, 'good', `“${nameOf(entry)}” is removed. Below, you can take that back.`);
    res.redirect(303, '/thesaurus');
  });

  router.post('/thesaurus/changes/:id/undoing', async (req, res) => {
    const entry = changed(await entries.undo(idFrom(req.params.id), res.locals.person.id, now()));
    flash(res, 'good', `“${nameOf(entry)}” is as it was before.`);
    res.redirect(303, '/thesaurus');
  });

  return router;

  async function getEntry(key: string) {
    const entry = (await entries.list()).find((one) => one.key === key);
    if (!entry) throw notFound();
    return entry;
  }

  async function show(res: Response, entry: Entry, typed?: { values: Record<string, unknown>; errors: Errors }) {
    const matching = await engine.current();
    const before = idFrom(res.req.query.before);
    const ids = holderIds(matching, entry.key, REPORTS_A_PAGE + 1, before || undefined);
    const reports = await holders.listReports(ids.slice(0, REPORTS_A_PAGE));
    page(res, 'thesaurus/entry', {
      title: nameOf(entry),
      styles: ['thesaurus'],
      entry,
      alsoIn: alsoIn(entry, await entries.list()),
      count: countHolders(matching, entry.key),
      reports: reports.map((report) => ({
        ...report,
        says: saidIn(report, entry.words, languageOf(matching, { id: report.id, text: '' })),
      })),
      newer: before ? `/thesaurus/${entry.key}#reports` : '',
      older: ids.length > REPORTS_A_PAGE ? `?before=${ids[REPORTS_A_PAGE - 1]}#reports` : '',
      values: { words: entry.words.join(', '), ...typed?.values },
      errors: typed?.errors ?? {},
    });
  }
}

/** The entry that was changed, or was so already; anything else is refused. */
function changed({ verdict, entry }: Changing): Entry {
  if (verdict === 'unknown' || !entry) throw notFound();
  if (verdict === 'changed since') throw changedSince(entry);
  return entry;
}

const changedSince = (entry: Entry) =>
  new Refusal(
    409,
    `Somebody has changed “${nameOf(entry)}” meanwhile: ${entry.words.join(', ')}`,
    'Open it again and decide whether your change is still needed.',
  );
