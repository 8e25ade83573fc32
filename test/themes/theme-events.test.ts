import { expect, test } from 'vitest';
import { tellEvents } from '../../src/themes/theme-events.ts';

const event = (action: string, subjectId: number, detail: string | null = null) => ({
  action,
  subjectId,
  detail,
  at: '2026-03-02T09:00:00.000Z',
  who: 'Priya',
});
const namesOf = async () =>
  new Map([
    [1, 'Lookup'],
    [2, 'Refund'],
  ]);
const told = async (...events: ReturnType<typeof event>[]) => (await tellEvents(events, 1, namesOf)).map(({ what }) => what);

test('a merge is told once, by the theme that took the other in', async () => {
  expect(await told(event('theme.merged', 2, '1'), event('theme.other-merged', 1, '2'))).toEqual(['merged “Refund” into it']);
});

test('what happened to a merged theme says whose it is', async () => {
  expect(await told(event('theme.renamed', 2, 'Refnd → Refund'))).toEqual(['renamed it: Refnd → Refund, in “Refund”']);
});

test('a theme that is gone is told by its number, and what no timeline knows is left out', async () => {
  expect(await told(event('theme.split', 1, '77'), event('theme.unheard-of', 1))).toEqual(['split “theme 77” off']);
});
