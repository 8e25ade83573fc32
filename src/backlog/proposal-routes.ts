import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { BacklogStore } from './backlog-store.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { proposalForm } from './fix-form.ts';
import { ownersOnly } from './fix-routes.ts';
import type { FixStore } from './fix-store.ts';
import { dearestFirst } from './theme-choice.ts';

interface Deps {
  fixes: FixStore;
  backlog: BacklogStore;
  evidence: EvidenceStore;
  clean: (text: string) => Promise<string>;
  now: () => Date;
}

/** An owner puts a fix on the backlog: a sentence, and the themes it answers. */
export function proposalRoutes({ fixes, backlog, evidence, clean, now }: Deps) {
  const router = Router();

  router.get('/fixes/new', ownersOnly, async (req, res) => {
    const themeIds = idsFrom(req.query.theme);
    const themes = await choosable(themeIds);
    const only = themes.find((theme) => theme.id === themeIds[0]);
    const values = { themeIds, title: only ? `Mend: ${only.name}` : '', formKey: randomUUID() };
    page(res, 'backlog/new', { title: 'Propose a fix', themes, values, errors: {} });
  });

  router.post('/fixes', ownersOnly, async (req, res) => {
    const form = readForm(proposalForm, req.body);
    if (!form.ok) {
      const themes = await choosable(idsFrom(form.values.themeIds));
      return page(res.status(422), 'backlog/new', { title: 'Propose a fix', themes, ...form });
    }
    const id = await fixes.propose({ ...form.value, title: await clean(form.value.title) }, res.locals.person.id, now());
    flash(res, 'good', 'It is on the backlog. Plan it when it is its turn.');
    res.redirect(303, `/fixes/${id}`);
  });

  return router;

  async function choosable(chosen: readonly number[]) {
    const themes = await backlog.listThemes();
    return dearestFirst(themes, await evidence.costsOf(themes.map(({ id }) => id)), chosen);
  }
}

const idsFrom = (value: unknown) => [value ?? []].flat().map(idFrom).filter(Boolean);
