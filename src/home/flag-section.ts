import { answerTo } from '../friction/answer.ts';
import type { AnswerStore } from '../friction/answer-store.ts';
import { MOST_ANONYMOUS_A_DAY } from '../friction/flag.ts';
import { STAGES } from '../friction/report.ts';
import type { Person } from '../people/person.ts';
import type { Binding } from '../shifts/list.ts';
import type { ListStore } from '../shifts/list-store.ts';
import { MODE_WORDS } from '../shifts/shift.ts';
import type { SaidStore } from './said-store.ts';
import { everywhere } from './seat-section.ts';
import type { HomeStore } from './store.ts';

interface Stores {
  shifts: Pick<ListStore, 'listShifts' | 'listQueues'>;
  home: Pick<HomeStore, 'seatedIn'>;
  said: SaidStore;
  answers: Pick<AnswerStore, 'fixesOf'>;
}

const DAY = 24 * 3_600_000;
const ahead = (now: Date, days: number) => new Date(now.getTime() + days * DAY).toISOString();

/** A CSR: the form itself, what became of their last flags, what was done this month, and who comes to sit beside them. */
export async function flagSection(stores: Stores, person: Person, bindings: readonly Binding[], now: Date) {
  const queues = await stores.shifts.listQueues();
  return {
    stages: STAGES,
    mostAnonymous: MOST_ANONYMOUS_A_DAY,
    queues: queues.map(({ id, name }) => ({ value: id, words: name })),
    flags: await flagsOf(stores, person),
    done: await stores.said.doneSince(ahead(now, -31)),
    visits: await visits(stores, person, bindings, now),
  };
}

async function flagsOf({ said, answers }: Stores, { id }: Person) {
  const flags = await said.lastFlags(id);
  const fixes = await answers.fixesOf(flags.flatMap(({ themeId }) => (themeId ? [themeId] : [])));
  return flags.map((flag) => ({ ...flag, answer: answerTo(flag, fixes.get(flag.themeId ?? 0) ?? []) }));
}

async function visits({ shifts, home }: Stores, person: Person, bindings: readonly Binding[], now: Date) {
  const week = (await shifts.listShifts({ ...everywhere(person), view: 'all' }, now, 12)).filter(
    ({ startsAt, taken, mode }) => startsAt < ahead(now, 7) && taken > 0 && mode !== 'simulated',
  );
  const leaders = await home.seatedIn(week.map(({ id }) => id));
  const hosted = bindings.filter(({ as }) => as === 'buddy');
  return week.map((shift) => ({
    ...shift,
    modeWords: MODE_WORDS[shift.mode],
    mine: hosted.some(({ shiftId }) => shiftId === shift.id),
    leaders: leaders.filter(({ shiftId }) => shiftId === shift.id).map(({ name }) => name),
  }));
}
