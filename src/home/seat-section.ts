import { answerTo } from '../friction/answer.ts';
import type { AnswerStore } from '../friction/answer-store.ts';
import type { Person } from '../people/person.ts';
import type { Need } from '../queue/demand/need.ts';
import { type Binding, byNeed, type FindNeeds, type Listed, readerOf } from '../shifts/list.ts';
import type { ListStore } from '../shifts/list-store.ts';
import { MODE_WORDS } from '../shifts/shift.ts';
import type { SaidStore } from './said-store.ts';
import { type Suggestion, suggest } from './seats.ts';

interface Stores {
  shifts: Pick<ListStore, 'listShifts'>;
  needFor: FindNeeds;
  said: SaidStore;
  answers: Pick<AnswerStore, 'fixesOf'>;
}

const OPEN_LOOKED_AT = 40;
const THEMES_SHOWN = 5;
const DAY = 24 * 3_600_000;

export type NextShift = Listed & { running: boolean; soon: boolean; inLine: boolean; modeWords: string };

/** The shift that is next for somebody, or runs now: one with a seat before one they only wait for. */
export async function nextShift(
  { shifts }: Pick<Stores, 'shifts'>,
  person: Person,
  bindings: readonly Binding[],
  now: Date,
): Promise<NextShift | undefined> {
  const mine = await shifts.listShifts({ ...everywhere(person), view: 'mine' }, now, 4);
  const as = (id: number) => bindings.find((one) => one.shiftId === id && one.as !== 'buddy')?.as;
  const seated = mine.find(({ id }) => as(id) === 'confirmed') ?? mine[0];
  if (!seated) return undefined;
  const running = seated.startsAt <= now.toISOString();
  const soon = Date.parse(seated.startsAt) - now.getTime() < DAY;
  return { ...seated, running, soon, inLine: as(seated.id) === 'waitlisted', modeWords: MODE_WORDS[seated.mode] };
}

/** A leader: where to sit next (first where the forecast shows the gap, else the soonest), and what became of what they saw. */
export async function seatSection(
  { shifts, needFor, said, answers }: Stores,
  person: Person,
  bindings: readonly Binding[],
  now: Date,
) {
  const open = await shifts.listShifts({ ...everywhere(person), view: 'open' }, now, OPEN_LOOKED_AT);
  const reader = readerOf(person, bindings);
  const needs = await needFor(open);
  const needed = open.toSorted(byNeed(needs));
  return {
    suggestions: suggest(needed, reader, now).map((one) => inWords(one, needs.get(one.shift.id))),
    met: await whatBecame({ said, answers }, person),
  };
}

const inWords = (suggestion: Suggestion, need: Need | undefined) => ({
  ...suggestion,
  because: need ? `With you, ${need.words}` : suggestion.because,
  /** Where the number of the reason comes from. */
  demand: need ? `/queues/${suggestion.shift.queueId}/demand` : '',
  modeWords: MODE_WORDS[suggestion.shift.mode],
});

async function whatBecame({ said, answers }: Pick<Stores, 'said' | 'answers'>, { id }: Person) {
  const themes = await said.themesOf(id, 'leader');
  const fixes = await answers.fixesOf(themes.map(({ themeId }) => themeId));
  const told = themes.map((theme) => ({
    ...theme,
    answer: answerTo({ ...theme, setAsideAt: null, withdrawnAt: null }, fixes.get(theme.themeId) ?? []),
  }));
  const newest = told.toSorted((a, b) => ((a.answer.at ?? '') > (b.answer.at ?? '') ? -1 : 1));
  return { themes: newest.slice(0, THEMES_SHOWN), more: newest.length > THEMES_SHOWN };
}

export const everywhere = ({ id }: Person) => ({ personId: id, seesAll: false, queueId: 0, mode: undefined, after: undefined });
