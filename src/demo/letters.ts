import { PEOPLE } from '../../db/seeds/organisation.ts';
import type { FixState } from '../backlog/fix.ts';
import { plusSeconds } from './calendar.ts';
import { uuid } from './chance.ts';
import type { StepTaken } from './fixes.ts';
import { add, personId, type Scene } from './scene.ts';

const SAYS: Partial<Record<FixState, readonly [subject: string, says: string]>> = {
  planned: ['Planned', 'what you reported has a plan now:'],
  shipped: ['Shipped', 'what you reported is changed from today. Tell us if you still meet it:'],
  verified: ['Better', 'we measured the same step again, and it is better:'],
  declined: ['Declined', 'what you reported will not be changed for now. The reason:'],
  regressed: ['Back on the list', 'it came back, so the work goes on:'],
};

/** What reporters were told of the fixes, and what leaders were told of their seats. One letter found no mailbox. */
export function writeLetters(scene: Scene, steps: readonly StepTaken[]) {
  const letters = [...steps.flatMap((step) => ofStep(scene, step)), ...ofSeats(scene)];
  for (const letter of letters.toSorted((a, b) => (a.at < b.at ? -1 : 1))) post(scene, letter);
  const lost = scene.rows.notices.findLast(({ personId: to }) => to === personId('eleni'))!;
  const problem = '452 4.2.2 The mailbox is full';
  Object.assign(lost, { sentAt: null, attempts: 10, lastProblem: problem, givenUpAt: plusSeconds(lost.createdAt, 61_000) });
}

interface Letter {
  cause: string;
  to: number;
  subject: string;
  lines: string[];
  at: string;
}

function ofStep({ rows }: Scene, { fixId, title, state, words, at }: StepTaken): Letter[] {
  const said = SAYS[state];
  if (!said) return [];
  const themes = new Set(rows.fixThemes.filter((row) => row.fixId === fixId).map((row) => row.themeId));
  const reporters = rows.reports.filter(({ themeId, reportedAt }) => themes.has(themeId ?? 0) && reportedAt < at);
  const people = new Set(reporters.flatMap(({ reporterId }) => (reporterId ? [reporterId] : [])));
  return [...people].map((to) => ({
    cause: `fix.${state}:${fixId}:${to}:${at}`,
    to,
    subject: `${said[0]}: ${title}`,
    lines: [said[1], words || title, `The whole story: {site}/fixes/${fixId}`],
    at,
  }));
}

function ofSeats({ rows, now }: Scene): Letter[] {
  const ahead = new Map(rows.shifts.filter(({ startsAt }) => startsAt > now.toISOString()).map((shift) => [shift.id!, shift]));
  const seats = rows.signUps.filter(({ shiftId, state }) => ahead.has(shiftId) && state === 'confirmed');
  return seats.map(({ shiftId, personId: to, changedAt }) => {
    const queue = rows.queues[ahead.get(shiftId)!.queueId - 1]!.name;
    const lines = ['you have a seat.', `Where: ${ahead.get(shiftId)!.place}`, `The shift’s page: {site}/shifts/${shiftId}`];
    return { cause: `sign-up.confirmed:${shiftId}:${to}`, to, subject: `Your seat: ${queue}`, lines, at: changedAt };
  });
}

function post({ rows, random }: Scene, { cause, to, subject, lines, at }: Letter) {
  const { name, address } = Object.values(PEOPLE)[to - 1]!;
  add(rows.notices, {
    ...{ cause, personId: to, recipient: address, subject, calendar: null },
    body: [`Hello ${name},`, ...lines].join('\n\n'),
    messageId: `<${uuid(random)}@shadow-shift>`,
    createdAt: at,
    dueAt: at,
    leasedUntil: null,
    attempts: 1,
    lastProblem: null,
    sentAt: plusSeconds(at, 24),
    givenUpAt: null,
  });
}
