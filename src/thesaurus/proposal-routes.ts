import { Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom, readForm } from '../web/form.ts';
import { refusalForm } from './proposal.ts';
import type { ProposalStore } from './proposal-store.ts';

interface Deps {
  proposals: ProposalStore;
  now: () => Date;
}

/** A proposal is accepted by saving its words as an entry; this is saying no, and taking that back. */
export function proposalRoutes({ proposals, now }: Deps) {
  const router = Router();

  router.post('/thesaurus/refusals', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const form = readForm(refusalForm, req.body);
    if (!form.ok) throw notFound();
    const { pair, one, other } = form.value;
    await proposals.answer(pair, [one, other], 'no', res.locals.person.id, now());
    flash(res, 'good', `“${one}” and “${other}” are not the same: you will not be asked again.`);
    res.redirect(303, '/thesaurus');
  });

  router.post('/thesaurus/refusals/:id/undoing', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    if (!(await proposals.allow(idFrom(req.params.id), res.locals.person.id, now()))) throw notFound();
    flash(res, 'good', 'They may be proposed again.');
    res.redirect(303, '/thesaurus');
  });

  return router;
}
