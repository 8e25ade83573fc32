import type { Tx } from '../database/open.ts';
import { queueNotice } from '../database/outbox.ts';
import type { FixState } from './fix.ts';

interface Step {
  id: number;
  title: string;
  state: FixState;
  words: string;
}

/** The loop closes: whoever reported or said me too hears of these steps. Anonymous reporters look at their receipt. */
const TOLD: Partial<Record<FixState, { subject: string; says: string }>> = {
  planned: { subject: 'Planned', says: 'What you reported has a plan now:' },
  shipped: { subject: 'Shipped', says: 'What you reported is changed from today. Tell us if you still meet it:' },
  verified: { subject: 'Better', says: 'We measured the same step again, and it is better:' },
  declined: { subject: 'Declined', says: 'What you reported will not be changed for now. The reason:' },
  regressed: { subject: 'Back on the list', says: 'It came back, so the work goes on:' },
};

export async function tellReporters(tx: Tx, step: Step, now: Date) {
  const told = TOLD[step.state];
  if (!told) return;
  const people = await listeners(tx, step.id);
  for (const { id, name, email } of people)
    await queueNotice(
      tx,
      {
        cause: `fix.${step.state}:${step.id}:${id}:${now.toISOString()}`,
        personId: id,
        recipient: email,
        subject: `${told.subject}: ${step.title}`,
        body: [`Hello ${name},`, told.says, step.words || step.title, `The whole story: {site}/fixes/${step.id}`].join('\n\n'),
      },
      now,
    );
}

/** Everybody who reported a theme of this fix or said me too, once each, while they still work here. */
const listeners = (tx: Tx, fixId: number) => {
  const answered = tx
    .selectFrom('fixThemes')
    .innerJoin('themes as given', 'given.id', 'fixThemes.themeId')
    .innerJoin('themes', 'themes.rootId', 'given.rootId')
    .where('fixId', '=', fixId)
    .select('themes.id');
  const reporters = tx
    .selectFrom('reports')
    .where('themeId', 'in', answered)
    .where('withdrawnAt', 'is', null)
    .select('reporterId as id');
  const joiners = tx
    .selectFrom('meToos')
    .where('themeId', 'in', answered)
    .where('withdrawnAt', 'is', null)
    .select('personId as id');
  return tx
    .selectFrom('people')
    .where('deactivatedAt', 'is', null)
    .where('id', 'in', reporters.unionAll(joiners))
    .select(['id', 'name', 'email'])
    .orderBy('id')
    .execute();
};
