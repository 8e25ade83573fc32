import { recordEvent } from '../database/events.ts';
import type { Db, Tx } from '../database/open.ts';
import { Refusal } from '../web/errors.ts';
import { evidenceStore } from './evidence-store.ts';
import { type Fix, type FixState, lackingAfter, type Missing, missingFor, rewrites } from './fix.ts';
import type { Plan, Proposal } from './fix-form.ts';
import { tellReporters } from './fix-notices-store.ts';
import { lockFix, partsOf, worksHere } from './part-store.ts';
import { type Comparison, numbersToKeep } from './verification.ts';

export type FixStore = ReturnType<typeof fixStore>;

export const fixStore = (db: Db) => ({
  async find(id: number) {
    const fix = await db.selectFrom('fixes').where('id', '=', id).selectAll().executeTakeFirst();
    return fix && { ...fix, themes: await themesOf(db, id), contributions: await partsOf(db, id), steps: await stepsOf(db, id) };
  },

  /** Puts a fix on the backlog and says its number; the same form sent again says the number it had. */
  propose: (proposal: Proposal, by: number | null, now: Date): Promise<number> =>
    db.transaction().execute(async (tx) => {
      const blank = { willChange: '', couldWorsen: '', howTried: '' };
      const fix = {
        title: proposal.title,
        effortDays: proposal.effortDays,
        state: 'proposed' as const,
        proposedAt: now.toISOString(),
        proposedBy: by,
        formKey: proposal.formKey ?? null,
      };
      const added = await tx
        .insertInto('fixes')
        .values({ ...blank, ...fix })
        .onConflict((conflict) => conflict.column('formKey').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!added) return sentBefore(tx, fix.formKey);
      const { id } = added;
      for (const themeId of new Set(proposal.themeIds)) await answer(tx, id, themeId, by, now);
      await takeStep(tx, id, null, 'proposed', '', by, now);
      return id;
    }),

  /** The promise may be sharpened until it ships, or what it lacks is said; afterwards it is what was shipped. */
  change: (id: number, plan: Plan, by: number, now: Date): Promise<Missing[]> =>
    db.transaction().execute(async (tx) => {
      const fix = { ...(await lockFix(tx, id)), contributions: [] };
      if (rewrites(fix, plan)) throw KEPT();
      const missing = lackingAfter(fix, plan);
      if (missing.length) return missing;
      if (plan.ownerId !== null && plan.ownerId !== fix.ownerId && !(await worksHere(tx, plan.ownerId))) return [NOBODY];
      await tx.updateTable('fixes').set(plan).where('id', '=', id).execute();
      await recordEvent(tx, { action: 'fix.changed', subject: 'fix', subjectId: id, actorId: by }, now);
      return [];
    }),

  addTheme: (id: number, themeId: number, by: number, now: Date) =>
    db.transaction().execute((tx) => answer(tx, id, themeId, by, now)),

  /** A fix answers at least one theme: the last one stays. */
  removeTheme: (id: number, themeId: number, by: number, now: Date) =>
    db.transaction().execute(async (tx) => {
      await lockFix(tx, id);
      const themes = await themesOf(tx, id);
      if (themes.length < 2)
        throw new Refusal(409, 'A fix answers at least one theme', 'Add the theme it answers instead, then take this one away.');
      const removed = await tx
        .deleteFrom('fixThemes')
        .where('fixId', '=', id)
        .where('themeId', 'in', sameRoot(tx, themeId))
        .executeTakeFirst();
      if (removed.numDeletedRows > 0n)
        await recordEvent(
          tx,
          { action: 'fix.theme-removed', subject: 'fix', subjectId: id, actorId: by, detail: `${themeId}` },
          now,
        );
    }),

  /** Takes the step, or says what is missing. A step that was taken already changes nothing. */
  step: (id: number, to: FixState, words: string, by: number | null, now: Date): Promise<Missing[]> =>
    db.transaction().execute(async (tx) => {
      const fix = await lockFix(tx, id);
      if (fix.state === to) return [];
      const measured = await measuredAgain(tx, fix);
      const missing = missingFor({ ...fix, contributions: await partsOf(tx, id), measured } satisfies Fix, to, words);
      if (missing.length) return missing;
      await tx
        .updateTable('fixes')
        .set({ state: to, ...(to === 'shipped' ? { shippedAt: now.toISOString() } : {}) })
        .where('id', '=', id)
        .execute();
      await takeStep(tx, id, fix.state, to, words, by, now, MEASURES.includes(to) ? measured : undefined);
      await tellReporters(tx, { id, title: fix.title, state: to, words }, now);
      return [];
    }),
});

const KEPT = () =>
  new Refusal(
    409,
    'The promise stands as it was shipped',
    'If it does not hold, mark the fix regressed: then it can be planned and worded anew.',
  );
const NOBODY: Missing = { field: 'ownerId', say: 'This person does not work here any more: choose somebody from the list' };

/** Steps that say how it went; the numbers they rest on stay with them. */
const MEASURES: readonly FixState[] = ['verified', 'regressed'];

async function measuredAgain(tx: Tx, { id, shippedAt }: { id: number; shippedAt: string | null }) {
  if (!shippedAt) return undefined;
  const themes = await themesOf(tx, id);
  return evidenceStore(tx).beforeAndAfter(
    themes.map((theme) => theme.id),
    shippedAt,
  );
}

const sentBefore = async (tx: Tx, formKey: string | null) =>
  (await tx.selectFrom('fixes').where('formKey', '=', formKey).select('id').executeTakeFirstOrThrow()).id;

async function takeStep(
  tx: Tx,
  fixId: number,
  fromState: FixState | null,
  toState: FixState,
  words: string,
  byId: number | null,
  now: Date,
  measured?: Comparison,
) {
  const step = { fixId, fromState, toState, words, byId, at: now.toISOString() };
  await tx
    .insertInto('fixSteps')
    .values({ ...step, ...numbersToKeep(measured) })
    .execute();
  await recordEvent(
    tx,
    { action: `fix.${toState}`, subject: 'fix', subjectId: fixId, actorId: byId, detail: words || null },
    now,
  );
}

async function answer(tx: Tx, fixId: number, themeId: number, by: number | null, now: Date) {
  const theme = await tx.selectFrom('themes').where('id', '=', themeId).select('rootId').executeTakeFirst();
  if (!theme)
    throw new Refusal(422, 'That theme is not there any more', 'Go back, choose a theme from the list and send it again.');
  const added = await tx
    .insertInto('fixThemes')
    .values({ fixId, themeId: theme.rootId ?? themeId, addedAt: now.toISOString(), addedBy: by })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows)
    await recordEvent(
      tx,
      { action: 'fix.theme-added', subject: 'fix', subjectId: fixId, actorId: by, detail: `${themeId}` },
      now,
    );
}

const sameRoot = (tx: Tx, themeId: number) => tx.selectFrom('themes').where('rootId', '=', themeId).select('id');

/** The themes it answers today: one that was merged since counts as the theme it went into. */
const themesOf = (db: Db | Tx, fixId: number) =>
  db
    .selectFrom('fixThemes')
    .innerJoin('themes as given', 'given.id', 'fixThemes.themeId')
    .innerJoin('themes', 'themes.id', 'given.rootId')
    .where('fixId', '=', fixId)
    .select(['themes.id', 'themes.name'])
    .distinct()
    .orderBy('themes.id')
    .execute();

const stepsOf = (db: Db, fixId: number) =>
  db
    .selectFrom('fixSteps')
    .leftJoin('people', 'people.id', 'fixSteps.byId')
    .where('fixId', '=', fixId)
    .select(['fixSteps.id', 'fromState', 'toState', 'words', 'at', 'people.name as by'])
    .select(['metBefore', 'callsBefore', 'metSince', 'callsSince'])
    .orderBy('fixSteps.id')
    .execute();
