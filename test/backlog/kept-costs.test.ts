import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { evidenceStore } from '../../src/backlog/evidence-store.ts';
import { callStore } from '../../src/console/call-store.ts';
import { onPostgres } from '../../src/database/columns.ts';
import { recordEvent } from '../../src/database/events.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type Db, openDatabase } from '../../src/database/open.ts';
import { anonymousFlagStore } from '../../src/friction/anonymous-flag-store.ts';
import { newFlag } from '../../src/friction/flag.ts';
import { flagStore } from '../../src/friction/flag-store.ts';
import { meTooStore } from '../../src/friction/me-too-store.ts';
import { reportStore } from '../../src/friction/report-store.ts';
import { queueStore } from '../../src/queue/store.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { flag, from, report } from '../support/friction.ts';
import { ORDERS } from '../support/orders.ts';
import { places } from '../support/places.ts';
import { addQueue, addTheme, sit } from '../support/scene.ts';
import { sorter } from '../themes/sorting.ts';

/** Two connections to one database, as two processes have them. */
async function twoProcesses(place: () => string | Promise<string>) {
  const url = await place();
  const [one, other] = [openDatabase(url), openDatabase(url)];
  onTestFinished(async () => void (await Promise.all([one.destroy(), other.destroy()])));
  await migrate(one);
  return { one, other };
}

/** Everything that changes what a theme costs, each as the product writes it. */
async function everyWrite(db: Db) {
  const asha = await hire(db, { name: 'Asha', roles: ['leader'] });
  const carmen = await hire(db, { name: 'Carmen', roles: ['csr'] });
  const queueId = await addQueue(db);
  const [lookup, refund] = [await addTheme(db, 'Lookup'), await addTheme(db, 'Refund')];
  const { shiftId } = await sit(db, { queueId, leaderId: asha.id, calls: 20, met: 4, themeId: lookup });
  const owner = sorter(db, asha.id);
  const [calls, reports, flags, meToos, nameless] = [
    callStore(db),
    reportStore(db),
    flagStore(db),
    meTooStore(db),
    anonymousFlagStore(db),
  ];
  const clientKey = randomUUID();
  const [call, own, sent] = [{ clientKey }, { id: 0 }, { receipt: '' }];
  const mine = async () => (await calls.findOwn(call, asha.id))!;
  const said = { secondsLost: 30, timesPerWeek: 7, queueId };
  const seen = { ...from(asha.id), shiftId, queueId };
  const writes: [string, () => Promise<unknown>][] = [
    [
      'a call starts',
      () => calls.start({ shiftId, personId: asha.id, clientKey, startedAt: '2026-02-23T11:00:00.000Z' }, NINE_AM),
    ],
    ['it ends', async () => calls.end(await mine(), '2026-02-23T11:05:00.000Z', NINE_AM)],
    ['it was none', async () => calls.withdraw(await mine(), NINE_AM)],
    ['it was one', async () => calls.restore(await mine(), NINE_AM)],
    [
      'a report on it',
      async () => Object.assign(own, await reports.addReport(report({ callId: (await mine()).id }), seen, NINE_AM)),
    ],
    ['it is filed', () => owner.file(own.id, lookup)],
    ['it is taken back', () => reports.withdraw(own.id, asha.id, NINE_AM)],
    ['it is put back', () => reports.restore(own.id, asha.id, NINE_AM)],
    ['a me-too', () => meToos.say(refund, said, carmen.id, NINE_AM)],
    ['another figure', () => meToos.say(refund, { ...said, timesPerWeek: 9 }, carmen.id, NINE_AM)],
    [
      'a flag',
      async () => Object.assign(own, await flags.addNamed(newFlag.parse(flag({ secondsLost: '50' })), carmen.id, NINE_AM)),
    ],
    ['the flag is filed', () => owner.file(own.id, lookup)],
    [
      'a nameless flag',
      async () =>
        Object.assign(
          sent,
          await nameless.add(
            newFlag.parse(flag({ timesPerWeek: '3', secondsLost: '9' })),
            { id: 1, personId: carmen.id, token: 't' },
            NINE_AM,
          ),
        ),
    ],
    ['it is sorted', async () => owner.file((await nameless.findByReceipt(sent.receipt))!.id, refund)],
    ['it is taken back namelessly', () => nameless.withdraw(sent.receipt, NINE_AM)],
    ['it is put back namelessly', () => nameless.restore(sent.receipt)],
    ['a merge', () => owner.merge(refund, lookup)],
    ['its undoing', () => owner.undoMerge(1)],
    ['a dearer hour', () => queueStore(db).change(queueId, { ...ORDERS, costPerHourMinor: 5_000 }, asha.id, NINE_AM)],
  ];
  return { writes, themeIds: [lookup, refund] };
}

test.each(places)(
  'on %s, kept costs are those of now after every write, in this process and in another',
  async (_name, place) => {
    const { one, other } = await twoProcesses(place);
    const { writes, themeIds } = await everyWrite(one);
    const [here, there] = [evidenceStore(one), evidenceStore(other)];
    let changes = 0;
    let before = await here.costsOf(themeIds);
    for (const [what, write] of writes) {
      await there.costsOf(themeIds);
      await write();
      const now = await evidenceStore(one).costsOf(themeIds);
      expect(await here.costsOf(themeIds), what).toEqual(now);
      expect(await there.costsOf(themeIds), what).toEqual(now);
      if (JSON.stringify([...now]) !== JSON.stringify([...before])) changes++;
      before = now;
    }
    expect(changes).toBeGreaterThan(writes.length / 2);
  },
);

test('costs are worked out once as long as nothing is written', async () => {
  const { one } = await twoProcesses(places[0]![1]);
  const { themeIds } = await everyWrite(one);
  const store = evidenceStore(one);
  const first = await store.costsOf(themeIds);
  expect(await store.costsOf(themeIds)).toBe(first);
  expect(await store.costsOf(themeIds.slice(1))).not.toBe(first);
});

test.each(places.slice(1))('on %s, what was written before comes to light when it is committed after', async (_name, place) => {
  const { one, other } = await twoProcesses(place);
  if (!onPostgres(one as never)) throw new Error('This is about PostgreSQL');
  const { themeIds, writes } = await everyWrite(one);
  const here = evidenceStore(other);
  const { signal, fire } = gate();
  const event = { action: 'queue.changed', subject: 'queue', subjectId: 1, actorId: null } as const;
  const slow = one.transaction().execute(async (tx) => {
    await tx.updateTable('queues').set({ costPerHourMinor: 9_900 }).execute();
    await recordEvent(tx, event, NINE_AM);
    await signal;
  });
  await new Promise((wait) => setTimeout(wait, 100));
  await writes[0]![1]();
  const during = await here.costsOf(themeIds);
  fire();
  await slow;
  const after = await here.costsOf(themeIds);
  expect(after).toEqual(await evidenceStore(one).costsOf(themeIds));
  expect(after).not.toEqual(during);
});

function gate() {
  let fire = () => {};
  const signal = new Promise<void>((done) => {
    fire = done;
  });
  return { signal, fire: () => fire() };
}
