import { expect, test } from 'vitest';
import { onPostgres } from '../../src/database/columns.ts';
import type { Db } from '../../src/database/open.ts';
import { anonymousFlagStore } from '../../src/friction/anonymous-flag-store.ts';
import { newFlag } from '../../src/friction/flag.ts';
import type { Mode } from '../../src/shifts/shift.ts';
import { themeEvidenceStore } from '../../src/themes/evidence-store.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { flag } from '../support/friction.ts';
import { plansOf } from '../support/plans.ts';
import { addReports } from '../support/reports.ts';
import { sorter } from './sorting.ts';

const AT = NINE_AM.toISOString();

async function addCalls(db: Db, mode: Mode, personId: number, count: number) {
  const queue = {
    timeZone: 'Europe/London',
    targetPercent: 80,
    targetSeconds: 20,
    callsPerWeek: 1,
    handleSeconds: 1,
    costPerHourMinor: 1,
  };
  const added = { name: `Queue ${mode}`, currency: 'EUR', addedAt: AT };
  const { id: queueId } = await db
    .insertInto('queues')
    .values({ ...queue, ...added })
    .returning('id')
    .executeTakeFirstOrThrow();
  const times = { startsAt: AT, endsAt: '2026-03-02T11:00:00.000Z', signUpClosesAt: AT, addedAt: AT };
  const shift = { queueId, mode, seats: 1, place: '', note: '', ...times };
  const { id: shiftId } = await db.insertInto('shifts').values(shift).returning('id').executeTakeFirstOrThrow();
  const calls = Array.from({ length: count }, (_, n) => ({ shiftId, personId, clientKey: `${mode} ${n}`, startedAt: AT }));
  return (await db.insertInto('calls').values(calls).returning('id').execute()).map(({ id }) => id);
}

async function floorWithTheme() {
  const floor = await openFloor();
  const owner = sorter(floor.db, floor.priya.id);
  const [first] = await addReports(floor.db, [{ source: 'import', summary: 'First' }]);
  const theme = await owner.fileNew(first!, 'Lookup is slow');
  const file = async (given: Parameters<typeof addReports>[1]) => {
    for (const id of await addReports(floor.db, given)) await owner.file(id, theme);
  };
  const count = async (kind: 'friction' | 'delight' = 'friction') => themeEvidenceStore(floor.db).countOf(theme, kind);
  return { ...floor, owner, theme, file, count };
}

test('a call met twice is one call, and practice calls stand apart', async () => {
  const { db, asha, ben, file, count } = await floorWithTheme();
  const [shadow, live, practice] = [
    await addCalls(db, 'shadow', asha.id, 2),
    await addCalls(db, 'live', ben.id, 1),
    await addCalls(db, 'simulated', ben.id, 1),
  ];
  const leader = { source: 'leader' as const };
  await file([...shadow, shadow[0]!, ...live].map((callId) => ({ ...leader, callId, reporterId: asha.id })));
  await file([
    { ...leader, callId: practice[0]!, reporterId: ben.id },
    { ...leader, reporterId: ben.id },
  ]);
  expect(await count()).toMatchObject({ observedCalls: 3, practiceCalls: 1, leaders: 2, csrs: 0, imported: 1, reports: 7 });
});

test('a CSR who flags twice and says me too is one; flags without a name count one each', async () => {
  const { db, carmen, dev, theme, file, count } = await floorWithTheme();
  await file([{ reporterId: carmen.id }, { reporterId: carmen.id }, { reporterId: null }, { reporterId: null }]);
  const said = { themeId: theme, saidAt: AT };
  await db
    .insertInto('meToos')
    .values([
      { ...said, personId: carmen.id },
      { ...said, personId: dev.id },
    ])
    .execute();
  expect(await count()).toMatchObject({ csrs: 2, anonymousFlags: 2, reports: 5 });
  await db.updateTable('meToos').set({ withdrawnAt: AT }).where('personId', '=', dev.id).execute();
  expect(await count()).toMatchObject({ csrs: 1 });
});

test('what was withdrawn does not count, nor a withdrawn call, and delights stand apart', async () => {
  const { db, asha, file, count } = await floorWithTheme();
  const [call] = await addCalls(db, 'live', asha.id, 1);
  await file([
    { source: 'leader', callId: call!, reporterId: asha.id },
    { kind: 'delight', reporterId: asha.id },
  ]);
  expect(await count('delight')).toMatchObject({ csrs: 1, reports: 1 });
  await db.updateTable('calls').set({ withdrawnAt: AT }).execute();
  expect(await count()).toMatchObject({ observedCalls: 0, leaders: 1 });
  await db.updateTable('reports').set({ withdrawnAt: AT }).execute();
  expect(await count()).toMatchObject({ leaders: 0, imported: 0, reports: 0, lastSeenAt: null });
});

test('a me-too said to a merged theme counts for its root, and comes back with the undoing', async () => {
  const { db, carmen, owner, theme, file, count } = await floorWithTheme();
  await file([{ reporterId: carmen.id }]);
  const [id] = await addReports(db, [{ summary: 'Other' }]);
  const other = await owner.fileNew(id!, 'Other');
  await db.insertInto('meToos').values({ themeId: other, personId: carmen.id, saidAt: AT }).execute();
  await owner.merge(other, theme);
  expect(await count()).toMatchObject({ csrs: 1, anonymousFlags: 1 });
  await owner.undoMerge(1);
  expect(await themeEvidenceStore(db).countOf(other, 'friction')).toMatchObject({ csrs: 1, anonymousFlags: 1 });
});

test('kept counts are renewed as soon as something is written', async () => {
  const { db, dev, theme, owner } = await floorWithTheme();
  const evidence = themeEvidenceStore(db);
  const reports = async () => (await evidence.countByTheme({ kind: 'friction' })).get(theme)?.reports;
  expect(await reports()).toBe(1);
  const [id] = await addReports(db, [{ reporterId: dev.id }]);
  await owner.file(id!, theme);
  expect(await reports()).toBe(2);
});

test('kept counts see an anonymous flag taken back and put back, of which no event is written', async () => {
  const { db, carmen, theme, owner } = await floorWithTheme();
  const flags = anonymousFlagStore(db);
  const send = async () => {
    const sent = await flags.add(newFlag.parse(flag()), { id: 1, personId: carmen.id, token: 'a token' }, NINE_AM);
    if ('refused' in sent) throw new Error(sent.refused);
    const { id } = (await flags.findByReceipt(sent.receipt))!;
    await owner.file(id, theme);
    return sent.receipt;
  };
  const [one, other] = [await send(), await send()];
  const evidence = themeEvidenceStore(db);
  const reports = async () => (await evidence.countByTheme({ kind: 'friction' })).get(theme)?.reports;
  expect(await reports()).toBe(3);
  await flags.withdraw(one, NINE_AM);
  expect(await reports()).toBe(2);
  await flags.withdraw(other, NINE_AM);
  expect(await reports()).toBe(1);
  await flags.restore(one);
  expect(await reports()).toBe(2);
});

test('asking whether the counts still hold reads no report that still counts', async () => {
  const { db } = await floorWithTheme();
  if (onPostgres(db)) return;
  const plan = await plansOf(db, (watched) => themeEvidenceStore(watched).countByTheme({ kind: 'friction' }));
  expect(plan.filter((step) => step.includes('USING INDEX nameless_taken_back'))).not.toEqual([]);
});
