import type { FixContent } from '../../db/seeds/content.ts';
import { FIXES } from '../../db/seeds/fixes.ts';
import type { FixState } from '../backlog/fix.ts';
import { dayFromToday, daysAgo, plusSeconds } from './calendar.ts';
import { add, personId, type Scene, tell } from './scene.ts';
import { themeId } from './themes.ts';

/** A step that was taken, as those who reported heard of it. */
export interface StepTaken {
  fixId: number;
  title: string;
  state: FixState;
  words: string;
  at: string;
}

/** Every fix with its themes, parts and steps, oldest proposal first. */
export function writeBacklog(scene: Scene): StepTaken[] {
  return FIXES.toSorted((a, b) => b.steps[0]![1] - a.steps[0]![1]).flatMap((fix) => writeFix(scene, fix));
}

function writeFix(scene: Scene, content: FixContent): StepTaken[] {
  const { rows } = scene;
  const steps = content.steps.map(([state, days, by, words = '']) => ({
    state,
    at: daysAgo(scene.now, days, '15:10'),
    by: personId(by),
    words,
  }));
  const proposedAt = steps[0]!.at;
  const proposed = { proposedAt, proposedBy: steps[0]!.by };
  const fixId = add(rows.fixes, {
    ...rowOf(content),
    ...proposed,
    shippedAt: steps.find(({ state }) => state === 'shipped')?.at ?? null,
  });
  for (const key of content.themes)
    rows.fixThemes.push({
      fixId,
      themeId: themeId(key),
      addedAt: laterOf(proposedAt, rows.themes[themeId(key) - 1]!.addedAt),
      addedBy: steps[0]!.by,
    });
  promise(scene, content, fixId, steps.find(({ state }) => state === 'planned')?.at ?? proposedAt);
  for (const [index, { state, at, by, words }] of steps.entries()) {
    add(rows.fixSteps, { fixId, fromState: steps[index - 1]?.state ?? null, toState: state, words, at, byId: by });
    tell(scene, `fix.${state}`, 'fix', fixId, by, at, words || null);
  }
  return steps.map(({ state, at, words }) => ({ fixId, title: content.title, state, words, at }));
}

const rowOf = ({ title, owner, effortDays, willChange, couldWorsen, howTried, steps }: FixContent) => ({
  title,
  state: steps.at(-1)![0],
  ownerId: owner ? personId(owner) : null,
  effortDays: effortDays ?? null,
  willChange: willChange ?? '',
  couldWorsen: couldWorsen ?? '',
  howTried: howTried ?? '',
});

function promise(scene: Scene, { parts, owner }: FixContent, fixId: number, plannedAt: string) {
  const by = owner ? personId(owner) : null;
  for (const { department, who, part, due, done } of parts) {
    const doneAt = done === undefined ? null : daysAgo(scene.now, done, '12:25');
    const doneBy = doneAt === null ? null : personId(who);
    const dueOn = dayFromToday(scene.now, due);
    add(scene.rows.contributions, { fixId, department, personId: personId(who), part, dueOn, doneAt, doneBy });
    tell(scene, 'fix.part-promised', 'fix', fixId, by, plusSeconds(plannedAt, -600), department);
    if (doneAt) tell(scene, 'fix.part-done', 'fix', fixId, doneBy, doneAt, department);
  }
}

const laterOf = (one: string, other: string) => (one > other ? one : other);
