import { fixStore } from '../../src/backlog/fix-store.ts';
import { partStore } from '../../src/backlog/part-store.ts';
import type { Db } from '../../src/database/open.ts';
import type { Person } from '../../src/people/person.ts';

const PROMISE = { effortDays: 2, willChange: 'Search in 2 s', couldWorsen: 'Stale stock', howTried: 'Ten CSRs, a week' };

/** A fix of these themes that an owner proposed, planned and shipped by the book, all at one instant. Its hands take further steps. */
export async function shipFix(db: Db, owner: Person, themeIds: number[], title: string, at: string) {
  const [fixes, parts, then] = [fixStore(db), partStore(db), new Date(at)];
  const id = await fixes.propose({ title, effortDays: 2, themeIds }, owner.id, then);
  await fixes.change(id, { ...PROMISE, title, ownerId: owner.id }, owner.id, then);
  await parts.add(id, { department: 'IT', personId: owner.id, part: 'Add the index', dueOn: at.slice(0, 10) }, owner.id, then);
  const [part] = (await fixes.find(id))!.contributions;
  await parts.mark(part!, true, owner.id, then);
  const step = async (to: Parameters<typeof fixes.step>[1], when: string, words = 'Said so') => {
    const missing = await fixes.step(id, to, words, owner.id, new Date(when));
    if (missing.length) throw new Error(missing.map(({ say }) => say).join('; '));
  };
  for (const to of ['planned', 'testing', 'shipped'] as const) await step(to, at);
  return { id, step };
}
