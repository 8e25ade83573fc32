import { expect, test } from 'vitest';
import { suggestionsFor } from '../../src/signals/suggestion.ts';
import type { Topic } from '../../src/signals/topic.ts';

const topic = (id: number, name: string, themeName?: string): Topic => ({
  ...{ id, name, sourceId: id, source: `Tool ${id}` },
  mapping: themeName ? { id, themeId: 1, rootId: 1, themeName, mappedAt: '', by: null } : null,
});
const believed = (share: number) => async (asked: readonly object[]) => asked.map(() => [{ name: 'Refunds', share }]);

test.each([
  [0.9, 'Refunds'],
  [0.51, 'Refunds'],
  [0.5, undefined],
  [0.17, undefined],
])('a theme believed with %f is suggested as %s', async (share, name) => {
  const one = topic(1, 'Where is my money');
  expect((await suggestionsFor([one], [one], believed(share))).get(1)?.name).toBe(name);
});

test('where the same words of another tool went is suggested, whatever it sounds like', async () => {
  const [one, other] = [topic(1, 'A'), topic(2, 'a', 'Lookup')];
  expect((await suggestionsFor([one], [one, other], believed(0.1))).get(1)).toEqual({ name: 'Lookup', because: 'as in Tool 2' });
});
