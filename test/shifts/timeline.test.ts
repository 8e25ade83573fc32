import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SIGN_UP_STATES } from '../../src/shifts/seating.ts';
import { eventWords } from '../../src/shifts/timeline.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const written = sources.flatMap(
  (name) => readFileSync(`src/${name}`, 'utf8').match(/(?<=')(?:shift|sign-up|debrief)\.[a-z-]+(?=')/g) ?? [],
);
const actions = [...new Set([...written, ...SIGN_UP_STATES.map((state) => `sign-up.${state}`)])];

test.each(actions)('the history of a shift has words for %s', (action) => {
  const { what } = eventWords({ action, at: '2026-03-02T09:00:00.000Z', detail: null, name: 'Asha' });
  expect(what).not.toMatch(/\w\.\w|changed something/);
});

test('the list of what is recorded is not empty', () => expect(actions).toContain('debrief.written'));
