import { type RequestHandler, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type Errors, idFrom, readForm } from '../web/form.ts';
import { safeNext } from '../web/session.ts';
import type { MappingOutcome, MappingStore } from './mapping-store.ts';
import type { ShowTopic } from './signals-routes.ts';
import { mappingForm } from './topic.ts';

interface Deps {
  mappings: MappingStore;
  showTopic: ShowTopic;
  now: () => Date;
}

/** An owner's decisions: which theme a topic counts for, or none, and back. */
export function mappingRoutes({ mappings, showTopic, now }: Deps) {
  const router = Router();

  router.post('/signals/:id/mappings', onlyForOwners, async (req, res) => {
    const id = idFrom(req.params.id);
    const form = readForm(mappingForm, req.body);
    if (!form.ok) return showTopic(res.status(422), id, form);
    const { theme, seen } = form.value;
    const outcome = await mappings.decide(id, theme, seen, res.locals.person.id, now());
    if (outcome.verdict === 'no topic') throw notFound();
    if (outcome.verdict === 'decided meanwhile') throw meanwhile();
    if (outcome.verdict === 'no theme')
      return showTopic(res.status(422), id, { values: req.body, errors: noTheme(theme!, outcome) });
    flash(
      res,
      'good',
      outcome.theme
        ? `“${outcome.topic}” counts for “${outcome.theme}” now.`
        : `“${outcome.topic}” is no friction, and counts for no theme.`,
    );
    res.redirect(303, backTo(req.body?.next));
  });

  router.post('/signal-mappings/:id/undoing', onlyForOwners, async (req, res) => {
    const outcome = await mappings.undo(idFrom(req.params.id), res.locals.person.id, now());
    if (!outcome) throw notFound();
    if (outcome.verdict === 'decided since') throw meanwhile();
    flash(res, 'good', `“${outcome.topic}” is where it was before.`);
    res.redirect(303, req.body?.next ? backTo(req.body.next) : `/signals/${outcome.topicId}`);
  });

  return router;
}

const onlyForOwners: RequestHandler = (_req, res, next) => next(may.mapSignals(res.locals.person) ? undefined : forbidden());

const meanwhile = () =>
  new Refusal(
    409,
    'Somebody has decided about this topic since you loaded the page',
    'Load the list of signals again, and look where it stands now.',
  );

const noTheme = (name: string, { part }: Extract<MappingOutcome, { verdict: 'no theme' }>): Errors => ({
  theme: part
    ? `“${part.name}” is part of “${part.rootName}” now: choose that one`
    : `No theme is called “${name}”: choose one from the list, or sort a report into a new theme first`,
});

/** Back to the list as it was filtered, or to the topic; nowhere else. */
function backTo(next: unknown): string {
  const path = safeNext(next);
  return /^\/signals(?:$|[/?])/.test(path) ? path : '/signals';
}
