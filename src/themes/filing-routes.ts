import { Router } from 'express';
import type { z } from 'zod';
import { may } from '../people/person.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type FormResult, idFrom, readForm } from '../web/form.ts';
import type { KeptApart } from './apart-store.ts';
import { counted } from './evidence.ts';
import { type FilingTarget, filingForm, settingAsideForm } from './filing.ts';
import type { FiledOutcome, FilingStore } from './filing-store.ts';
import type { SimilarStore } from './similar-store.ts';
import type { ThemeStore } from './theme-store.ts';
import { backTo, unsortedAddress, unsortedView } from './unsorted.ts';
import type { ShowUnsorted } from './unsorted-routes.ts';

interface Deps {
  filings: FilingStore;
  themes: Pick<ThemeStore, 'chooseByName'>;
  similar: SimilarStore;
  showUnsorted: ShowUnsorted;
  now: () => Date;
  clean: (text: string) => string | Promise<string>;
}

/** Decisions about reports: into a theme, set aside, and back. */
export function filingRoutes({ filings, themes, similar, showUnsorted, now, clean }: Deps) {
  const router = Router();

  router.post('/reports/:id/filing', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const id = idFrom(req.params.id);
    const form = await chosen(readForm(filingForm, req.body), req.body);
    if (!form.ok) return showUnsorted(res.status(422), unsortedView.parse({ report: id || 2_147_483_647 }), form);
    const { to, ...shown } = form.value;
    const seen = { ...shown, reasons: await similar.reasonsFor(id, 'themeId' in to ? to.themeId : null) };
    const outcome = await filings.file(id, await cleaned(to), seen, res.locals.person.id, now());
    if (outcome.verdict === 'no report') throw notFound();
    if (outcome.verdict === 'no theme')
      return showUnsorted(res.status(422), unsortedView.parse({ report: id }), noSuchTheme(req.body));
    if (outcome.verdict === 'elsewhere') throw filedElsewhere(outcome.name);
    if (outcome.verdict === 'kept apart') throw keptApart(outcome);
    flash(res, 'good', whatWasFiled(outcome));
    res.redirect(303, backTo(req.body?.next));
  });

  router.post('/reports/:id/setting-aside', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const form = readForm(settingAsideForm, req.body);
    if (!form.ok) return showUnsorted(res.status(422), unsortedView.parse({ report: req.params.id }), form);
    const id = idFrom(req.params.id);
    const reasons = await similar.reasonsFor(id, null);
    const reports = await filings.setAside(id, form.value.travels, res.locals.person.id, now(), reasons);
    if (reports === 0) throw notWaiting();
    flash(res, 'good', `${counted(reports, 'report')} set aside. They stay searchable and count for no theme.`);
    res.redirect(303, backTo(req.body?.next));
  });

  router.post('/filings/:id/undoing', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const outcome = await filings.undoFiling(idFrom(req.params.id), res.locals.person.id, now());
    if (!outcome) throw notFound();
    if (outcome.verdict === 'moved since') throw movedSince(outcome.reportId);
    flash(res, 'good', 'Taken back. Decide again, or go on.');
    res.redirect(303, req.body?.next ? backTo(req.body.next) : unsortedAddress({ report: outcome.reportId }));
  });

  return router;

  /** The theme that was written, by name or number, becomes the one that is meant. */
  async function chosen(form: FormResult<z.output<typeof filingForm>>, values: Record<string, unknown>) {
    if (!form.ok) return form;
    const { to, ...seen } = form.value;
    if ('newThemeName' in to) return { ok: true, value: { ...seen, to: to as FilingTarget } } as const;
    const theme = await themes.chooseByName(to.written);
    if ('says' in theme) return { ok: false, values, errors: { themeId: theme.says } } as const;
    return { ok: true, value: { ...seen, to: { themeId: theme.id } as FilingTarget } } as const;
  }

  async function cleaned(to: FilingTarget): Promise<FilingTarget> {
    return 'themeId' in to ? to : { ...to, newThemeName: await clean(to.newThemeName) };
  }
}

function whatWasFiled({ verdict, name, reports, stayed }: FiledOutcome): string {
  if (verdict === 'already') return `This report is in “${name}” already.`;
  const filed = `${counted(reports, 'report')} filed in “${name}”.`;
  return stayed === 0 ? filed : `${filed} ${stayed} stayed: decided about meanwhile, or said not to belong there.`;
}

const noSuchTheme = (values: unknown) => ({
  values,
  errors: { themeId: 'There is no theme of this number: look it up by search, or write its name' },
});

const filedElsewhere = (name: string) =>
  new Refusal(
    409,
    `Somebody has filed this report in “${name}” meanwhile`,
    'Open the report if it belongs elsewhere, or go on with the next.',
  );

const keptApart = ({ saidBy, saidAt }: KeptApart) =>
  new Refusal(
    409,
    'This report was said not to belong in this theme',
    `${saidBy ?? 'Somebody'} said so on ${saidAt.slice(0, 10)}. Take that back on the report’s page first, or choose another theme.`,
  );

const notWaiting = () =>
  new Refusal(409, 'This report is not waiting any more', 'Somebody has decided about it: go on with the next.');

const movedSince = (reportId: number) =>
  new Refusal(409, 'This report has been moved again since', `Open report ${reportId} and file it where it belongs.`);
