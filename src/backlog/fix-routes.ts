import { type Request, type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { BacklogStore } from './backlog-store.ts';
import { totalOf } from './cost.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { missingFor, nextStates } from './fix.ts';
import { partForm, planForm, proposalForm, stepForm, themeForm } from './fix-form.ts';
import type { FixStore } from './fix-store.ts';
import type { PartStore } from './part-store.ts';

export interface FixDeps {
  fixes: FixStore;
  parts: PartStore;
  backlog: BacklogStore;
  evidence: EvidenceStore;
  clean: (text: string) => Promise<string>;
  now: () => Date;
}

type Form = { values: Record<string, unknown>; errors: Record<string, string> };
const EMPTY: Form = { values: {}, errors: {} };

/** A fix: what it answers, what it promises, who does which part, and every step with who and when. */
export function fixRoutes({ fixes, parts, backlog, evidence, clean, now }: FixDeps) {
  const router = Router();

  router.get('/fixes/new', ownersOnly, async (req, res) => {
    const themeIds = [req.query.theme ?? []].flat().map(idFrom).filter(Boolean);
    const themes = await backlog.listThemes();
    const only = themes.find((theme) => theme.id === themeIds[0]);
    page(res, 'backlog/new', {
      title: 'Propose a fix',
      themes,
      values: { themeIds, title: only ? `Mend: ${only.name}` : '' },
      errors: {},
    });
  });

  router.post('/fixes', ownersOnly, async (req, res) => {
    const form = readForm(proposalForm, req.body);
    if (!form.ok)
      return page(res.status(422), 'backlog/new', { title: 'Propose a fix', themes: await backlog.listThemes(), ...form });
    const id = await fixes.propose({ ...form.value, title: await clean(form.value.title) }, res.locals.person.id, now());
    flash(res, 'good', 'It is on the backlog. Plan it when it is its turn.');
    res.redirect(303, `/fixes/${id}`);
  });

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
    await fixes.change(fix.id, { title: await clean(title), effortDays, ownerId, ...cleaned }, res.locals.person.id, now());
    flash(res, 'good', 'Saved.');
    res.redirect(303, `/fixes/${fix.id}`);
  });

  router.post('/fixes/:id/steps', ownersOnly, async (req, res) => {
    const fix = await getFix(req);
    const form = readForm(stepForm, req.body);
    if (!form.ok) return showFix(res.status(422), fix, { step: form });
    const missing = await fixes.step(fix.id, form.value.to, await clean(form.value.words), res.locals.person.id, now());
    const errors = Object.fromEntries(missing.map(({ field, say }) => [field, say]));
    if (missing.length) return showFix(res.status(422), fix, { step: { values: form.value, errors } });
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
    await parts.add(fix.id, { ...form.value, part: await clean(form.value.part) }, res.locals.person.id, now());
    res.redirect(303, `/fixes/${fix.id}#contributions`);
  });

  return router;

  async function getFix(req: Request<{ id: string }>) {
    const fix = await fixes.find(idFrom(req.params.id));
    if (!fix) throw notFound();
    return fix;
  }

  async function showFix(
    res: Response,
    fix: Awaited<ReturnType<typeof getFix>>,
    forms: { plan?: Form; step?: Form; theme?: Form; part?: Form } = {},
  ) {
    const themeIds = fix.themes.map((theme) => theme.id);
    const costs = await evidence.costsOf(themeIds);
    const owner = may.runBacklog(res.locals.person);
    page(res, 'backlog/fix', {
      ...{ title: fix.title, fix, owner, styles: ['backlog'] },
      ...{ plan: { values: { ...fix }, errors: {} }, step: EMPTY, theme: EMPTY, part: EMPTY, ...forms },
      total: totalOf([...costs.values()]),
      costs,
      quotes: await backlog.quotesOf(themeIds),
      measured: fix.shippedAt ? await evidence.beforeAndAfter(themeIds, fix.shippedAt) : undefined,
      next: nextStates(fix.state).map((to) => ({ to, missing: missingFor(fix, to, 'said').map(({ say }) => say) })),
      people: owner ? await backlog.listPeople() : [],
      themes: owner ? (await backlog.listThemes()).filter(({ id }) => !themeIds.includes(id)) : [],
      doable: fix.contributions.filter((part) => may.doPart(res.locals.person, part)).map((part) => part.id),
    });
  }
}

const ownersOnly = (_req: unknown, res: Response, next: (problem?: unknown) => void) =>
  next(may.runBacklog(res.locals.person) ? undefined : forbidden());
