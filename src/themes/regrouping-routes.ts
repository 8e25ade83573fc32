import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import type { ApartStore } from './apart-store.ts';
import { counted } from './evidence.ts';
import type { MergeStore, Merging } from './merge-store.ts';
import type { SplitStore } from './split-store.ts';
import { mergeForm, splitForm } from './theme.ts';
import { nameTaken, type ShowTheme } from './theme-routes.ts';
import type { ThemeStore } from './theme-store.ts';

interface Deps {
  merges: MergeStore;
  splits: SplitStore;
  themes: Pick<ThemeStore, 'chooseByName'>;
  apart: ApartStore;
  showTheme: ShowTheme;
  now: () => Date;
  clean: (text: string) => string | Promise<string>;
}

/** Merging and splitting themes, and taking either back at any later time. */
export function regroupingRoutes({ merges, splits, themes, apart, showTheme, now, clean }: Deps) {
  const router = Router();

  router.post('/themes/:id/merges', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const form = readForm(mergeForm, req.body);
    if (!form.ok) return showTheme(res.status(422), idFrom(req.params.id), form);
    const chosen = await themes.chooseByName(form.value.intoId, idFrom(req.params.id));
    if ('says' in chosen) return askAgain(res, req.params.id, form.value, chosen.says);
    const merging = await merges.merge(idFrom(req.params.id), chosen.id, res.locals.person.id, now());
    if (merging.verdict === 'unknown') return askAgain(res, req.params.id, form.value, NO_SUCH_NUMBER);
    refuseMerge(merging);
    flash(res, 'good', `“${merging.theme!.name}” counts for “${merging.into!.name}” now. You can undo it here at any time.`);
    res.redirect(303, `/themes/${chosen.id}`);
  });

  router.post('/merges/:id/undoing', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const merge = await merges.undoMerge(idFrom(req.params.id), res.locals.person.id, now());
    if (!merge) throw notFound();
    flash(res, 'good', 'The two themes count apart again, as before the merge.');
    res.redirect(303, `/themes/${merge.themeId}`);
  });

  router.post('/themes/:id/strangers', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const id = idFrom(req.params.id);
    const outcome = await apart.keepThemesApart(id, idFrom(req.body?.otherId), res.locals.person.id, now());
    if (outcome === 'unknown') throw notFound();
    if (outcome === 'the same theme') throw oneTheme();
    flash(
      res,
      'good',
      'The two are kept apart: they are not suggested to each other and not merged. You can take that back here.',
    );
    res.redirect(303, `/themes/${id}`);
  });

  router.post('/themes/:id/splits', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const id = idFrom(req.params.id);
    const form = readForm(splitForm, req.body);
    if (!form.ok) return showTheme(res.status(422), id, form);
    const name = await clean(form.value.name);
    const outcome = await splits.split(id, name, form.value.reports, res.locals.person.id, now());
    if (outcome.verdict === 'unknown') throw notFound();
    if (outcome.verdict === 'moved meanwhile') throw movedMeanwhile();
    if (outcome.verdict === 'name taken')
      return showTheme(res.status(422), id, { values: form.value, errors: nameTaken(name, outcome.takenBy) });
    if (outcome.verdict === 'nothing left') return showTheme(res.status(422), id, { values: form.value, errors: NOTHING_LEFT });
    flash(res, 'good', `${counted(outcome.reports, 'report')} moved to this new theme. You can undo it here at any time.`);
    res.redirect(303, `/themes/${outcome.newId}`);
  });

  router.post('/splits/:id/undoing', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const split = await splits.undoSplit(idFrom(req.params.id), res.locals.person.id, now());
    if (!split) throw notFound();
    flash(res, 'good', `${counted(split.reports, 'report')} came back. What was moved or added since stays where it is.`);
    res.redirect(303, `/themes/${split.fromId}`);
  });

  return router;

  async function askAgain(res: Response, id: string, values: Record<string, unknown>, says: string) {
    await showTheme(res.status(422), idFrom(id), { values, errors: { intoId: says } });
  }
}

const NO_SUCH_NUMBER = 'There is no theme of this number: look it up by search, or write its name';

const NOTHING_LEFT = { reports: 'Leave at least one report behind; to give the whole theme another name, rename it' };

const oneTheme = () => new Refusal(409, 'These two count as one theme', 'Undo their merge first, on the theme’s page.');

const movedMeanwhile = () =>
  new Refusal(409, 'Some of these reports have left this theme meanwhile', 'Go back, reload the page and tick them again.');

function refuseMerge({ verdict, theme, into, apart }: Merging) {
  if (verdict === 'itself') throw new Refusal(409, 'A theme cannot be merged into itself', 'Choose the other theme.');
  if (verdict === 'part of another')
    throw new Refusal(
      409,
      `“${theme!.name}” is part of another theme already`,
      `Undo that merge first, on theme ${theme!.rootId}.`,
    );
  if (verdict === 'kept apart')
    throw new Refusal(
      409,
      `“${theme!.name}” and “${into!.name}” hold reports that are not the same`,
      `${apart!.saidBy ?? 'Somebody'} said so on ${apart!.saidAt.slice(0, 10)}: take that back, or undo that split, on one of their pages first.`,
    );
  if (verdict === 'into a part')
    throw new Refusal(409, `“${into!.name}” is part of another theme`, `Merge into theme ${into!.rootId} instead.`);
}
