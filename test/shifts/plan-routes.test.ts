import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openFloorWithShift } from '../support/floor-with-shift.ts';
import { mailsTo } from '../support/planned.ts';

const PLAN = {
  mode: 'simulated',
  day: '2026-03-10',
  from: '14:00',
  until: '16:00',
  seats: '2',
  closesHours: '0',
  weeks: '1',
  place: '',
  note: '',
};
/** Each a page of its own. */
const form = () => ({ ...PLAN, formKey: randomUUID() });

test('an owner plans a series in the queue’s clock, across the change of clocks', async () => {
  const { post, priya, queueId, db } = await openFloorWithShift();
  const made = await post(priya, '/shifts', { ...form(), queueId, day: '2026-03-24', weeks: '2' });
  expect(made.status).toBe(303);
  const starts = await db.selectFrom('shifts').where('mode', '=', 'simulated').select('startsAt').orderBy('id').execute();
  expect(starts.map(({ startsAt }) => startsAt)).toEqual(['2026-03-24T14:00:00.000Z', '2026-03-31T13:00:00.000Z']);
});

test.each([
  [{ day: '2026-02-30' }, 'in the calendar'],
  [{ day: '2026-03-01' }, 'That time has passed'],
  [{ from: '25:00' }, 'Write when it starts'],
  [{ until: '13:00' }, 'the next day would be 23'],
  [{ day: '2026-03-29', from: '01:15', until: '05:00' }, 'clocks go forward'],
  [{ seats: '0' }, 'how many leaders fit'],
  [{ weeks: '27' }, '1 to 26'],
  [{ mode: 'live' }, 'Choose a buddy'],
  [{ mode: 'sleep' }, 'Choose what the leader will do'],
  [{ queueId: '99' }, 'Choose a queue that is in use'],
  [{ buddyIds: '1' }, 'A buddy is a CSR'],
])('a plan with %o is asked for again, kept as typed', async (given, words) => {
  const { post, priya, queueId } = await openFloorWithShift();
  const again = await post(priya, '/shifts', { ...form(), queueId, place: 'Desk “7”', ...given });
  expect(again.status).toBe(422);
  expect(again.text).toContain(words);
  expect(again.text).toContain('Desk “7”');
});

test.each([
  ['without a buddy', {}],
  ['with one', { mode: 'shadow', buddies: true }],
  ['a series', { weeks: '3' }],
])(
  'sent twice, or four times at once, one form plans once: %s',
  async (_what, { buddies, ...given }: Record<string, unknown>) => {
    const { post, priya, dev, queueId, db } = await openFloorWithShift();
    const plan = { ...form(), queueId, ...given, ...(buddies ? { buddyIds: dev.id } : {}) };
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(priya, '/shifts', plan)));
    answers.push(await post(priya, '/shifts', plan));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    const planned = await db.selectFrom('events').where('action', '=', 'shift.planned').select('id').execute();
    expect(planned).toHaveLength(1 + Number(given.weeks ?? 1));
    expect((await db.selectFrom('shifts').select('id').execute()).length).toBe(planned.length);
  },
);

test('one who goes back and chooses another day plans another shift with the same form', async () => {
  const { post, priya, queueId } = await openFloorWithShift();
  const plan = { ...form(), queueId };
  const first = await post(priya, '/shifts', plan);
  const second = await post(priya, '/shifts', { ...plan, day: '2026-03-11' });
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.headers.location).not.toBe(first.headers.location);
});

test('the form that is shown has a number of its own, kept when it is asked for again; without one it is asked for', async () => {
  const { get, post, priya, queueId } = await openFloorWithShift();
  const numberIn = ({ text }: { text: string }) => /name="formKey" id="formKey" value="([^"]+)"/.exec(text)?.[1];
  const shown = await get(priya, '/shifts/new');
  expect(numberIn(shown)).not.toBe(numberIn(await get(priya, '/shifts/new')));
  const again = await post(priya, '/shifts', { ...PLAN, queueId, seats: '0', formKey: numberIn(shown) });
  expect(numberIn(again)).toBe(numberIn(shown));
  const lost = await post(priya, '/shifts', { ...PLAN, queueId, formKey: 'x' });
  expect([lost.status, lost.text.includes('lost its number'), numberIn(lost)?.length]).toEqual([422, true, 36]);
});

test('no call comes in while the queue is closed, so only a simulated shift fits there', async () => {
  const { post, priya, carmen, queueId, db } = await openFloorWithShift();
  await db.insertInto('openingHours').values({ queueId, weekday: 2, opensAt: '08:00', closesAt: '15:00' }).execute();
  const refused = await post(priya, '/shifts', { ...form(), queueId, mode: 'shadow', buddyIds: carmen.id });
  expect([refused.status, refused.text.includes('open 08:00–15:00 on Tuesdays')]).toEqual([422, true]);
  expect((await post(priya, '/shifts', { ...form(), queueId })).status).toBe(303);
});

test('a buddy is never double-booked, not even by two owners at once', async () => {
  const { post, priya, dev, queueId, db } = await openFloorWithShift();
  const plan = { ...form(), queueId, mode: 'shadow', buddyIds: dev.id };
  const both = await Promise.all([
    post(priya, '/shifts', plan),
    post(priya, '/shifts', { ...plan, formKey: randomUUID(), from: '15:00', until: '17:00' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  expect(await db.selectFrom('shiftBuddies').where('personId', '=', dev.id).selectAll().execute()).toHaveLength(1);
});

test('moving tells everybody; taking seats away that are taken is refused', async () => {
  const { post, asha, ben, carmen, dev, priya, queueId, shiftId, db } = await openFloorWithShift();
  for (const person of [asha, ben]) await post(person, `/shifts/${shiftId}/sign-ups`);
  const changed = { ...PLAN, queueId, mode: 'shadow', day: '2026-03-04', buddyIds: dev.id };
  const refused = await post(priya, `/shifts/${shiftId}`, { ...changed, seats: '1' });
  expect([refused.status, refused.text.includes('2 seats are taken')]).toEqual([422, true]);
  expect((await post(priya, `/shifts/${shiftId}`, { ...changed, mode: 'listen' })).text).toContain('plan another one instead');
  expect((await post(priya, `/shifts/${shiftId}`, changed)).status).toBe(303);
  for (const person of [asha, ben]) expect(await mailsTo(db, person)).toContain('Changed: Orders, Wed 4 Mar, 14:00');
  expect(await mailsTo(db, carmen)).toContain('You no longer host: Orders, Wed 4 Mar, 14:00');
  expect(await mailsTo(db, dev)).toEqual(['You host: Orders, Wed 4 Mar, 14:00']);
});
