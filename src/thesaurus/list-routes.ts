import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import type { EngineStore } from '../themes/engine-store.ts';
import { countHolders } from '../themes/grouping/holders.ts';
import { type Columns, sendCsv } from '../web/csv.ts';
import { forbidden, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type Errors, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { Check } from './check.ts';
import { alsoIn, type Entry, MOST_ENTRIES, nameOf, wordsInForce } from './entry.ts';
import { newEntries } from './entry-form.ts';
import type { EntryStore } from './entry-store.ts';
import { pageOf, saidOf, tellChanges } from './page.ts';
import { unfolded } from './proposal.ts';
import type { ProposalStore } from './proposal-store.ts';

interface Deps {
  entries: EntryStore;
  proposals: ProposalStore;
  engine: EngineStore;
  check: Check;
  now: () => Date;
}

const ENTRIES_A_PAGE = 50;
const CHANGES_SHOWN = 10;
const REFUSALS_SHOWN = 50;

/** All entries with what people's decisions propose, and new ones. */
export function listRoutes({ entries, proposals, engine, check, now }: Deps) {
  const router = Router();

  router.get('/thesaurus', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    await show(res, req.query.after);
  });

  router.get('/thesaurus.csv', async (_req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    sendCsv(res, 'thesaurus', await counted(await entries.list()), COLUMNS);
  });

  router.post('/thesaurus', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const form = readForm(newEntries, req.body);
    if (!form.ok) return show(res.status(422), undefined, form);
    const { words: lists, pair } = form.value;
    const problem = await check(lists);
    if (problem) return show(res.status(422), undefined, { values: req.body, errors: { words: problem } });
    const { verdict, added, already } = await entries.add(lists, res.locals.person.id, now());
    if (verdict === 'full') throw full();
    if (pair) await proposals.answer(pair, lists.flat(), 'entry', res.locals.person.id, now());
    flash(res, added.length > 0 ? 'good' : 'information', saidOf(added, already));
    res.redirect(303, '/thesaurus');
  });

  return router;

  async function show(res: Response, after?: unknown, typed?: { values: Record<string, unknown>; errors: Errors }) {
    const all = await entries.list();
    const { rows, isFirst, next } = pageOf(all, after, ENTRIES_A_PAGE);
    page(res, 'thesaurus/index', {
      title: 'Thesaurus',
      styles: ['thesaurus'],
      entries: (await counted(rows)).map((entry) => ({ ...entry, alsoIn: alsoIn(entry, all) })),
      total: all.length,
      isFirst,
      next: next && `?${new URLSearchParams({ after: next })}`,
      proposals: unfolded(isFirst ? await proposals.list() : []),
      refusals: isFirst ? await proposals.listRefusals(REFUSALS_SHOWN) : [],
      changes: isFirst ? tellChanges(await entries.listChanges(CHANGES_SHOWN)) : [],
      values: typed?.values ?? {},
      errors: typed?.errors ?? {},
    });
  }

  async function counted(some: readonly Entry[]) {
    const matching = await engine.current();
    return some.map((entry) => ({ ...entry, reports: countHolders(matching, entry.key) }));
  }
}

const full = () =>
  new Refusal(
    409,
    `There is room for ${MOST_ENTRIES} entries of your own`,
    'Remove those that make little difference, then add these again.',
  );

const COLUMNS: Columns<Entry & { reports: number }> = {
  Entry: nameOf,
  Words: ({ words }) => words.join(', '),
  Reports: ({ reports }) => reports,
  State: (entry) => (wordsInForce(entry).length > 0 ? 'on' : 'off'),
  From: ({ isDraft, changeId }) => (isDraft ? (changeId === null ? 'draft' : 'draft, changed') : 'owners'),
  'Changed at': ({ changedAt }) => changedAt,
  'Changed by': ({ changedBy }) => changedBy,
};
