import { expect, onTestFinished, test, vi } from 'vitest';
import { historyStore } from '../../../src/queue/demand/history-store.ts';
import { stateOf } from '../../../src/queue/demand/import-state.ts';
import { intervalStore } from '../../../src/queue/demand/interval-store.ts';
import { whileHeard } from '../../../src/queue/demand/reading-work.ts';
import { NINE_AM, openFloor } from '../../support/floor.ts';
import { addQueue } from '../../support/scene.ts';

const minutes = (count: number) => new Date(NINE_AM.getTime() + count * 60_000);
const CHOICE = { zone: 'Europe/London', intervalMinutes: 30 };

const UNSAID = {
  answered: null,
  abandoned: null,
  answeredInTime: null,
  answeredWaitSeconds: null,
  abandonedWaitSeconds: null,
  handleSeconds: null,
  blocked: null,
  saturated: null,
  closed: null,
};
const row = (startsAt: string, offered: number) => ({ queue: '', startsAt, offered, ...UNSAID });

/** A file of two rows that is being read; one of its rows has come in when the process ends, at nine and two minutes. */
async function halfRead() {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const hers = await floor.as(floor.priya);
  const text = 'start,offered\n2026-02-16 09:00,10\n2026-02-16 09:30,20\n';
  const sent = await hers.post(`/queues/${queueId}/imports`).attach('file', Buffer.from(text), 'calls.csv');
  const page = sent.headers.location!;
  const id = Number(page.split('/').at(-1));
  const imports = historyStore(floor.db);
  await imports.start(id, CHOICE, NINE_AM);
  await imports.hear(id, minutes(2));
  await intervalStore(floor.db).replace(queueId, id, 1_800, [row('2026-02-16T09:00:00.000Z', 10)]);
  const offered = async () =>
    (await floor.db.selectFrom('intervals').select('offered').orderBy('startsAt').execute()).map((row) => row.offered);
  return { ...floor, hers, page, id, own: `/queues/${queueId}`, queueId, imports, offered };
}

test.each([
  ['running', NINE_AM, minutes(4), 'running'],
  ['running', NINE_AM, minutes(5), 'running'],
  ['running', NINE_AM, minutes(6), 'stopped'],
  ['running', null, minutes(6), 'stopped'],
  ['done', NINE_AM, minutes(60), 'done'],
  ['looked at', null, minutes(60), 'looked at'],
] as const)('%s, heard of at %s, is at %s %s', (state, heard, now, expected) => {
  expect(stateOf({ state, startedAt: NINE_AM.toISOString(), heardAt: heard?.toISOString() ?? null }, now)).toBe(expected);
});

test('while it is heard of it says since when; silent for five minutes it says that it stopped, and what to do', async () => {
  const { hers, page, own } = await halfRead();
  expect((await hers.get(page)).text).toContain('Being read since Mon 2 Mar, 09:00');
  expect((await hers.get(`${own}/imports`)).text).toContain('Being read');
});

test('what stopped is read again from the start, once, and nothing is doubled', async () => {
  const { hers, page, own, offered, at, db } = await halfRead();
  at(minutes(8));
  const shown = (await hers.get(page)).text;
  for (const words of ['stopped half-way', 'Mon 2 Mar, 09:02', '<b>1 interval</b>', 'Read it again'])
    expect(shown).toContain(words);
  expect((await hers.get(page)).headers.refresh).toBeUndefined();
  expect((await hers.get(`${own}/imports`)).text).toContain('Stopped half-way');
  const both = await Promise.all([1, 2].map(() => hers.post(`${page}/repetition`)));
  expect(both.map(({ status }) => status).toSorted()[0]).toBe(303);
  expect(await offered()).toEqual([10, 20]);
  expect((await hers.get(page)).text).toContain('<b>2</b> rows');
  expect((await db.selectFrom('events').where('action', '=', 'history.imported').selectAll().execute()).length).toBe(1);
});

test('what stopped is taken back, with all that came from it, once', async () => {
  const { hers, page, offered, db, id, imports, at } = await halfRead();
  at(minutes(8));
  expect((await hers.post(`${page}/undoing`)).status).toBe(303);
  expect(await offered()).toEqual([]);
  expect((await hers.get(page)).text).toContain('taken away again');
  expect((await hers.post(`${page}/undoing`)).status).toBe(409);
  expect((await hers.post(`${page}/repetition`)).status).toBe(409);
  expect(await db.selectFrom('events').where('action', '=', 'import.undone').selectAll().execute()).toHaveLength(1);

  await intervalStore(db).replace(1, id, 1_800, [row('2026-02-16T09:30:00.000Z', 20)]);
  const outcome = {
    format: 'intervals',
    encoding: '',
    lines: 2,
    unknownEvents: {},
    unfinishedCalls: 0,
    leftOut: [],
    problem: '',
  };
  await imports.finish(id, { taken: 2, refused: 0, refusals: [], parts: [], outcome }, null, minutes(9));
  expect(await offered(), 'a process that was only thought to be gone').toEqual([]);
});

test('what is being read is neither begun again nor taken back', async () => {
  const { hers, page, offered } = await halfRead();
  for (const noun of ['repetition', 'undoing']) {
    const refused = await hers.post(`${page}/${noun}`);
    expect([refused.status, refused.text.includes('did not stop half-way')]).toEqual([409, true]);
  }
  expect(await offered()).toEqual([10]);
});

test('a file that came by the command line is not here: it says to run the command again, and can be taken back', async () => {
  const { hers, page, db, id, offered, at } = await halfRead();
  await db.updateTable('historyImports').set({ file: '' }).where('importId', '=', id).execute();
  at(minutes(8));
  const { text } = await hers.get(page);
  expect(text).toContain('run the command again');
  expect(text).not.toContain('/repetition');
  expect((await hers.post(`${page}/repetition`)).status).toBe(409);
  expect((await hers.post(`${page}/undoing`)).status).toBe(303);
  expect(await offered()).toEqual([]);
});

test.each(['asha', 'carmen', 'ada'] as const)('%s does neither', async (name) => {
  const { page, as, offered, ...floor } = await halfRead();
  floor.at(minutes(8));
  const theirs = await as(floor[name]);
  for (const noun of ['repetition', 'undoing']) expect((await theirs.post(`${page}/${noun}`)).status).toBe(403);
  expect(await offered()).toEqual([10]);
});

test('whoever reads a file for long is heard of each minute, and no longer once it has ended', async () => {
  const { imports, id, db } = await halfRead();
  const heardAt = async () =>
    (await db.selectFrom('historyImports').where('importId', '=', id).select('heardAt').executeTakeFirstOrThrow()).heardAt;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  let end = () => {};
  const reading = whileHeard(
    imports,
    id,
    () => minutes(3),
    () =>
      new Promise<void>((done) => {
        end = done;
      }),
  );
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(async () => expect(await heardAt()).toBe(minutes(3).toISOString()));
  end();
  await reading;
  expect(vi.getTimerCount()).toBe(0);
});
