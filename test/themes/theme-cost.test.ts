import { expect, test } from 'vitest';
import { byCost, type ThemeCost } from '../../src/themes/cost.ts';
import { openFloor } from '../support/floor.ts';
import { addQueue, addReport, addTheme, sit } from '../support/scene.ts';

const exact = (value: number) => ({ low: value, value, high: value });
const cost = (hours: number, minor: number, currency = 'EUR'): ThemeCost => ({
  hours: exact(hours),
  moneyMinor: exact(minor),
  currency,
  guessed: false,
});

test('the dearer first, in money of one currency, else in hours; unknown is not free', () => {
  const [cheap, dear, other] = [cost(9, 100), cost(1, 900), cost(5, 1, 'USD')];
  expect([cheap, undefined, dear].toSorted(byCost)).toEqual([dear, cheap, undefined]);
  expect([dear, other].toSorted(byCost)).toEqual([other, dear]);
});

test('the list is led by what costs most, and each theme shows its arithmetic', async () => {
  const { db, as, asha, carmen } = await openFloor();
  const queueId = await addQueue(db);
  const [rare, often, unknown] = [await addTheme(db, 'Rare'), await addTheme(db, 'Often'), await addTheme(db, 'Nobody timed it')];
  await sit(db, { queueId, leaderId: asha.id, calls: 40, met: 1, themeId: rare });
  await sit(db, { queueId, leaderId: asha.id, calls: 40, met: 20, themeId: often });
  await addReport(db, { source: 'csr', themeId: unknown, reporterId: carmen.id });

  const hers = await as(carmen);
  const list = (await hers.get('/themes')).text;
  expect(
    ['>Often<', '>Rare<', '>Nobody timed it<'].map((name) => list.indexOf(name)).every((at, n, all) => at > (all[n - 1] ?? 0)),
  ).toBe(true);
  expect((await hers.get(`/themes/${often}`)).text).toContain('20 of 80 observed calls');
  expect((await hers.get(`/themes/${unknown}`)).text).toContain('Not known yet: nobody has said how often');
  expect((await hers.get('/themes.csv')).text).toContain('observed calls');
});
