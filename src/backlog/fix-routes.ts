import { type Request, type Response, Router } from 'express';
import { Temporal } from 'temporal-polyfill';
import { may } from '../people/person.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import type { Format } from '../web/format.ts';
import { page } from '../web/page.ts';
import type { BacklogStore } from './backlog-store.ts';
import { costThenAndNow, periodsOf } from './cost-since.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { isKept, isLate, missingFor, nextStates } from './fix.ts';
import { partForm, planForm, stepForm, themeForm } from './fix-form.ts';
import type { FixStore } from './fix-store.ts';
import type { PartStore } from './part-store.ts';
import type { ReturnStore } from './return-store.ts';
import { wordsOf } from './returns.ts';
import { isSure } from './verification.ts';

export interface FixDeps {
  fixes: FixStore;
  parts: PartStore;
  backlog: BacklogStore;
  evidence: EvidenceStore;
  returns: ReturnStore;
  clean: (text: string) => Promise<string>;
  now: () => Date;
}

type Form = { values: Record<string, unknown>; errors: Record<string, string> };
const EMPTY: Form = { values: {}, errors: {} };

/** A fix: what it answers, what it promises, who does which part, and every step with who and when. */
export function fixRoutes({ fixes, parts, backlog, evidence, returns, clean, now }: FixDeps) {
  const router = Router();

  router.get('/fixes/:id', async (req, res) => showFix(res, await getFix(req)));

  router.post('/fixes/:id', ownersOnly, async (req, res) => {
    const fix = await getFix(req);
    const form = readForm(planForm, req.body);
    if (!form.ok) return showFix(res.status(422), fix, { plan: form });
    const { title, effortDays, ownerId, ...words } = form.value;
    const cleaned = {
      willChange: await clean(words.willChange),
      couldWorsen: await clean(words.couldWorsen),
      howTried: await clean(words.howTried),
    };
    const plan = { title: await clean(title), effortDays, ownerId, ...cleaned };
    const errors = errorsOf(await fixes.change(fix.id, plan, res.locals.person.id, now()));
    if (errors) return showFix(res.status(422), fix, { plan: { values: form.value, errors } });
    flash(res, 'good', 'Saved.');
    res.redirect(303, `/fixes/${fix.id}`);
  });

  router.post('/fixes/:id/steps', ownersOnly, async (req, res) => {
    const fix = await getFix(req);
    const form = readForm(stepForm, req.body);
    if (!form.ok) return showFix(res.status(422), fix, { step: form });
    const words = await clean(form.value.words);
    const errors = errorsOf(await fixes.step(fix.id, form.value.to, words, res.locals.person.id, now()));
    if (errors) return showFix(res.status(422), fix, { step: { values: form.value, errors } });
    flash(res, 'good', `“${fix.title}” is ${form.value.to}. Whoever reported it is told.`);
    res.redirect(303, `/fixes/${fix.id}`);
  });

  router.post('/fixes/:id/themes', ownersOnly, async (req, res) => {
    const fix = await getFix(req);
    const form = readForm(themeForm, req.body);
    if (!form.ok) return showFix(res.status(422), fix, { theme: form });
    await fixes.addTheme(fix.id, form.value.themeId, res.locals.person.id, now());
    res.redirect(303, `/fixes/${fix.id}`);
  });

  router.post('/fixes/:id/themes/:themeId/removal', ownersOnly, async (req, res) => {
    const fix = await getFix(req as Request<{ id: string }>);
    await fixes.removeTheme(fix.id, idFrom(req.params.themeId), res.locals.person.id, now());
    res.redirect(303, `/fixes/${fix.id}`);
  });

  router.post('/fixes/:id/contributions', ownersOnly, async (req, res) => {
    const fix = await getFix(req);
    const form = readForm(partForm, req.body);
    if (!form.ok) return showFix(res.status(422), fix, { part: form });
    const { department, part } = form.value;
    const promised = { ...form.value, department: await clean(department), part: await clean(part) };
    const errors = errorsOf(await parts.add(fix.id, promised, res.locals.person.id, now()));
    if (errors) return showFix(res.status(422), fix, { part: { values: form.value, errors } });
    res.redirect(303, `/fixes/${fix.id}#contributions`);
  });

  return router;

  async function getFix(req: Request<{ id: string }>) {
    const fix = await fixes.find(idFrom(req.params.id));
    if (!fix) throw notFound();
    return fix;
  }

  /** With the last words of its reports, and what an owner may say of them all. */
  async function comingBackOf(fixId: number, themeIds: readonly number[], format: Format) {
    const back = await returns.findFix(fixId, themeIds);
    return back && { ...back, last: await returns.listLast(back), words: wordsOf(back, format.date(back.since)) };
  }

  async function showFix(
    res: Response,
    fix: Awaited<ReturnType<typeof getFix>>,
    forms: { plan?: Form; step?: Form; theme?: Form; part?: Form } = {},
  ) {
    const themeIds = fix.themes.map((theme) => theme.id);
    const owner = may.runBacklog(res.locals.person);
    const measured = fix.shippedAt ? await evidence.beforeAndAfter(themeIds, fix.shippedAt) : undefined;
    const today = dayIn(res.locals.person.timeZone, now());
    page(res, 'backlog/fix', {
      ...{ title: fix.title, fix, owner, styles: ['backlog'] },
      ...{ plan: { values: { ...fix }, errors: {} }, step: EMPTY, theme: EMPTY, part: EMPTY, ...forms },
      ...costThenAndNow(fix, await evidence.costsIn(themeIds, periodsOf(fix, now()))),
      quotes: await backlog.quotesOf(themeIds),
      measured: measured && { ...measured, sure: isSure(measured) },
      kept: isKept(fix),
      comingBack: await comingBackOf(fix.id, themeIds, res.locals.format),
      next: nextStates(fix.state).map((to) => ({ to, missing: missingFor({ ...fix, measured }, to, 'said') })),
      people: owner ? await backlog.listPeople() : [],
      themes: owner ? (await backlog.listThemes()).filter(({ id }) => !themeIds.includes(id)) : [],
      doable: fix.contributions.filter((part) => may.doPart(res.locals.person, part)).map((part) => part.id),
      late: fix.contributions.filter((part) => isLate(part, today)).map((part) => part.id),
    });
  }
}

export const ownersOnly = (_req: unknown, res: Response, next: (problem?: unknown) => void) =>
  next(may.runBacklog(res.locals.person) ? undefined : forbidden());

const errorsOf = (missing: readonly { field: string; say: string }[]) =>
  missing.length ? Object.fromEntries(missing.map(({ field, say }) => [field, say])) : undefined;

const dayIn = (zone: string, now: Date) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
