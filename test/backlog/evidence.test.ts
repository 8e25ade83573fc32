import { expect, test } from 'vitest';
import { type Counted, type CsrWord, latestWordPerPerson, perTheme } from '../../src/backlog/evidence.ts';

const queue = (queueId: number, currency = 'EUR') => ({
  queueId,
  queue: `Queue ${queueId}`,
  callsPerWeek: 100 * queueId,
  costPerHourMinor: 3000,
  currency,
});
const word = (given: Partial<CsrWord>): CsrWord => ({
  themeId: 7,
  personId: 1,
  queueId: null,
  secondsLost: null,
  timesPerWeek: null,
  at: '',
  ...given,
});
const behind = (given: Partial<Counted>) =>
  perTheme([7], { queues: [queue(1), queue(2)], observed: [], met: [], leaders: [], csrs: [], ...given }).get(7)!;

test('a flag and a me-too of one person count once, the newest number of each kind', () => {
  const words = [
    word({ secondsLost: 30, timesPerWeek: 5 }),
    word({ timesPerWeek: 9, queueId: 2 }),
    word({ personId: 2, timesPerWeek: 1 }),
  ];
  expect(latestWordPerPerson(words)).toMatchObject([
    { personId: 1, secondsLost: 30, timesPerWeek: 9, queueId: 2 },
    { personId: 2, timesPerWeek: 1 },
  ]);
});

test('each anonymous flag stands for one person', () => {
  expect(latestWordPerPerson([word({ personId: null }), word({ personId: null })])).toHaveLength(2);
});

test('words without a queue go to the theme’s only queue', () => {
  const { queues } = behind({ csrs: [word({ queueId: 2, timesPerWeek: 3 }), word({ personId: 2, timesPerWeek: 4 })] });
  expect(queues).toMatchObject([{ queueId: 2, timesPerWeek: [3, 4] }]);
});

test('words without any queue are priced at the average call', () => {
  const { queues } = behind({ csrs: [word({ timesPerWeek: 4 })] });
  expect(queues).toMatchObject([{ queue: 'Queue not said', callsPerWeek: 300, costPerHourMinor: 3000, timesPerWeek: [4] }]);
});

test('measured beats guessed: unplaced words are left out where two queues were observed', () => {
  const met = [1, 2].map((queueId) => ({ themeId: 7, queueId, calls: 2 }));
  const { queues } = behind({ met, observed: [{ queueId: 1, calls: 9 }], csrs: [word({ timesPerWeek: 4 })] });
  expect(queues.map(({ queueId, met: k, observed }) => [queueId, k, observed])).toEqual([
    [1, 2, 9],
    [2, 2, 0],
  ]);
});

test('with two currencies an average call has no price', () => {
  expect(behind({ queues: [queue(1), queue(2, 'USD')], csrs: [word({ timesPerWeek: 4 })] }).queues).toEqual([]);
});

test('what nobody met is there, and empty', () => expect(behind({})).toEqual({ queues: [], leaderSeconds: [], csrSeconds: [] }));
