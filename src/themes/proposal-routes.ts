import { type Response, Router } from 'express';
import { may } from '../people/person.ts';
import { forbidden, notFound, Refusal } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { type Errors, idFrom, readForm } from '../web/form.ts';
import { page } from '../web/page.ts';
import type { ApartStore } from './apart-store.ts';
import { counted } from './evidence.ts';
import type { MergeStore } from './merge-store.ts';
import { type Sides, splitAnswer } from './proposal.ts';
import { type Proposal, type ProposalStore, splitShown } from './proposal-store.ts';
import type { SplitStore } from './split-store.ts';
import { nameFrom } from './theme.ts';
import { nameTaken } from './theme-routes.ts';

interface Deps {
  proposals: ProposalStore;
  merges: MergeStore;
  splits: SplitStore;
  apart: ApartStore;
  now: () => Date;
  clean: (text: string) => string | Promise<string>;
}

const SHOWN = 10;
const REPORTS_SHOWN = 3;

/** Themes that may be one, and themes that may be two: an owner says yes or no to each, and either can be undone. */
export function proposalRoutes({ proposals, merges, splits, apart, now, clean }: Deps) {
  const router = Router();

  router.get('/proposals', async (_req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    await showProposals(res);
  });

  router.post('/proposals/:id/acceptance', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const proposal = await proposals.find(idFrom(req.params.id));
    if (!proposal) throw notFound();
    if (proposal.decidedAt) return answeredAlready(proposal, 'done', res);
    const outcome = proposal.kind === 'merge' ? await accept(proposal, res) : await cut(proposal, req.body, res);
    if (outcome) return showProposals(res.status(422), { [proposal.id]: outcome });
    await proposals.decide(proposal.id, 'done', res.locals.person.id, now());
    res.redirect(303, '/proposals');
  });

  router.post('/proposals/:id/dismissal', async (req, res) => {
    if (!may.sort(res.locals.person)) throw forbidden();
    const { id: by } = res.locals.person;
    const proposal = await proposals.find(idFrom(req.params.id));
    if (!proposal) throw notFound();
    if (proposal.decidedAt) return answeredAlready(proposal, 'dismissed', res);
    if (proposal.otherId !== null) {
      const outcome = await apart.keepThemesApart(proposal.themeId, proposal.otherId, by, now());
      if (outcome !== 'kept apart' && outcome !== 'already') throw changedMeanwhile();
    }
    await proposals.decide(proposal.id, 'dismissed', by, now());
    flash(res, 'good', proposal.kind === 'merge' ? KEPT_APART : LEFT_WHOLE);
    res.redirect(303, '/proposals');
  });

  return router;

  async function accept({ themeId, otherId }: { themeId: number; otherId: number | null }, res: Response) {
    const { verdict, theme, into } = await merges.merge(themeId, otherId!, res.locals.person.id, now());
    if (verdict !== 'merge' && verdict !== 'already') throw changedMeanwhile();
    flash(res, 'good', `“${theme!.name}” counts for “${into!.name}” now. You can undo it on that theme’s page at any time.`);
  }

  async function cut({ themeId, shown }: { themeId: number; shown: string }, body: unknown, res: Response) {
    const form = readForm(splitAnswer, body);
    if (!form.ok) return form;
    const name = await clean(form.value.name);
    const stillThere = (await proposals.listReports(splitShown(shown).part)).filter(({ rootId }) => rootId === themeId);
    const ids = stillThere.map(({ id }) => id);
    const outcome =
      ids.length === 0 ? { verdict: 'unknown' as const } : await splits.split(themeId, name, ids, res.locals.person.id, now());
    if (outcome.verdict === 'name taken') return { values: form.value, errors: nameTaken(name, outcome.takenBy) };
    if (outcome.verdict !== 'split' && outcome.verdict !== 'already') throw changedMeanwhile();
    flash(
      res,
      'good',
      `${counted(outcome.reports, 'report')} moved to “${name}”. You can undo it on that theme’s page at any time.`,
    );
    return undefined;
  }

  async function showProposals(res: Response, typed: Record<number, { values: object; errors: Errors }> = {}) {
    const found = await proposals.list(SHOWN);
    const counts = await proposals.countReports(found.flatMap(({ themeId, otherId }) => [themeId, otherId ?? themeId]));
    const reports = await proposals.listReports(found.flatMap(({ sides }) => quoted(sides)));
    const summaries = new Map(reports.map(({ id, summary }) => [id, summary]));
    const told = found.map((proposal) => ({ ...proposal, ...sidesToShow(proposal, summaries, counts), ...typed[proposal.id] }));
    const waiting = await proposals.count();
    const errors = Object.assign(
      {},
      ...Object.entries(typed).map(
        ([
          id,
          {
            errors: { name },
          },
        ]) => ({ [`name-${id}`]: name }),
      ),
    );
    page(res, 'themes/proposals', { title: 'Merge and split', styles: ['themes'], proposals: told, waiting, errors });
  }
}

/** The first of each side, and all that would leave: what is asked about must be there to read. */
const quoted = ({ part = [], ...sides }: Sides) => [
  ...part,
  ...Object.values(sides).flatMap((ids) => ids.slice(0, REPORTS_SHOWN)),
];

/** The two sides of a proposal, each with its name, how many reports, the first of them in their own words, and where all are read. */
function sidesToShow(proposal: Proposal, summaries: ReadonlyMap<number, string>, counts: ReadonlyMap<number, number>) {
  const { sides, themeId, otherId } = proposal;
  const quotes = (ids: number[] = []) => ids.map((id) => ({ id, words: summaries.get(id) })).filter(({ words }) => words);
  const theme = (id: number, name: string, shown: number[] | undefined) => ({
    ...{ id, name, reports: counts.get(id) ?? 0, records: `/reports?theme=${id}` },
    ...{ quotes: quotes(shown?.slice(0, REPORTS_SHOWN)), more: [] },
  });
  const one = theme(themeId, proposal.name, sides.from ?? sides.rest);
  if (otherId !== null) return { one, other: theme(otherId, proposal.otherName!, sides.into) };
  const leaving = quotes(sides.part);
  const [first, more] = [leaving.slice(0, REPORTS_SHOWN), leaving.slice(REPORTS_SHOWN)];
  return {
    one: { ...one, reports: one.reports - leaving.length, records: '' },
    other: { ...{ id: null, name: nameFrom(first[0]!.words!), reports: leaving.length, records: '' }, quotes: first, more },
  };
}

const KEPT_APART = 'The two stay apart, and will not be proposed again. Their pages say so, and let you take it back.';
const LEFT_WHOLE = 'The theme stays whole. It is proposed again only once it holds twice as many reports.';

/** The same answer of the same person, sent twice, is one answer. */
function answeredAlready(
  { decidedBy, decision }: { decidedBy: number | null; decision: string | null },
  answer: string,
  res: Response,
) {
  if (decidedBy !== res.locals.person.id || decision !== answer) throw decidedAlready();
  res.redirect(303, '/proposals');
}

const decidedAlready = () =>
  new Refusal(409, 'Somebody has decided about this already', 'Go back to the proposals for what is left.');

const changedMeanwhile = () =>
  new Refusal(409, 'These themes have changed since last night', 'Look at their pages; the next night looks at them anew.');
