import { fixStore } from '../../src/backlog/fix-store.ts';
import type { Db } from '../../src/database/open.ts';
import { personStore } from '../../src/people/person-store.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { queueStore } from '../../src/queue/store.ts';
import { ORDERS } from '../support/scene.ts';
import { seeded } from './seeded.ts';

export interface Size {
  shifts: number;
  reports: number;
  themes: number;
  fixes: number;
}

const BATCH = 500;
const HOUR = 3_600_000;
const WORDS =
  'order search slow screen customer menu loop verify twice transfer refund status late courier window address invoice charge wrong code reset login freeze wait note export stock price'.split(
    ' ',
  );

/** An organisation of a given size, made row by row from a seed. Returns the cookie of somebody who is everything at once. */
export async function fillOrganisation(db: Db, size: Size, now: Date): Promise<string> {
  const random = seeded(7);
  const iso = (hours: number) => new Date(now.getTime() + hours * HOUR).toISOString();
  const roles = ['leader', 'csr', 'owner', 'administrator'] as const;
  const me = await personStore(db).add(
    { name: 'Bench', email: 'bench@example.com', department: 'Care', timeZone: 'Europe/London', roles },
    null,
    now,
  );
  const leaders = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      personStore(db).add(
        { name: `Leader ${n}`, email: `l${n}@example.com`, department: 'Care', timeZone: 'UTC', roles: ['leader', 'csr'] },
        null,
        now,
      ),
    ),
  );
  const queues = await Promise.all(
    ['Orders', 'Delivery', 'Billing'].map((name) => queueStore(db).add({ ...ORDERS, name }, null, now)),
  );
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;

  const shifts = Array.from({ length: size.shifts }, (_, n) => {
    const starts = n % 2 ? -24 * (1 + (n % 90)) : 24 * (1 + (n % 60)) + (n % 8);
    return {
      queueId: pick(queues),
      mode: n % 3 ? ('shadow' as const) : ('listen' as const),
      startsAt: iso(starts),
      endsAt: iso(starts + 2),
      signUpClosesAt: iso(starts),
      seats: 3,
      place: 'Floor 2',
      note: '',
      addedAt: iso(-3000),
      addedBy: me,
    };
  });
  const shiftIds = await insertAll(shifts, (rows) => db.insertInto('shifts').values(rows).returning('id').execute());
  const signUps = shiftIds.flatMap((shiftId) =>
    [0, 1].map((seat) => ({
      shiftId,
      personId: leaders[(shiftId + seat) % leaders.length]!,
      state: 'confirmed' as const,
      placeInLine: seat,
      changedAt: iso(-100),
    })),
  );
  await insertAll(signUps, (rows) => db.insertInto('signUps').values(rows).returning('id').execute());
  await insertAll(
    shiftIds.map((shiftId) => ({ shiftId, personId: leaders[shiftId % 7]! })),
    (rows) => db.insertInto('shiftBuddies').values(rows).returning('shiftId as id').execute(),
  );

  const observed = shiftIds.filter((_, n) => n % 2 && n % 3);
  const calls = Array.from({ length: Math.min(4_000, size.reports) }, (_, n) => ({
    shiftId: pick(observed),
    personId: leaders[n % 40]!,
    clientKey: `call-${n}`,
    startedAt: iso(-50),
    endedAt: iso(-49),
  }));
  const callIds = await insertAll(calls, (rows) => db.insertInto('calls').values(rows).returning('id').execute());

  const themes = Array.from({ length: size.themes }, (_, n) => ({
    name: `${pick(WORDS)} ${pick(WORDS)} ${n}`,
    addedAt: iso(-2000),
    addedBy: me,
  }));
  const themeIds = await insertAll(themes, (rows) => db.insertInto('themes').values(rows).returning('id').execute());
  await db
    .updateTable('themes')
    .set((e) => ({ rootId: e.ref('id') }))
    .execute();

  const reports = Array.from({ length: size.reports }, (_, n) => {
    const summary = Array.from({ length: 4 + (n % 7) }, () => pick(WORDS)).join(' ');
    const call = n % 3 === 0 ? n % callIds.length : undefined;
    const said =
      call === undefined
        ? { source: 'csr' as const, reporterId: leaders[n % 40]!, timesPerWeek: 1 + (n % 30) }
        : { source: 'leader' as const, reporterId: calls[call]!.personId, callId: callIds[call]!, shiftId: calls[call]!.shiftId };
    return {
      kind: 'friction' as const,
      summary,
      searchText: summary,
      queueId: pick(queues),
      secondsLost: 10 + (n % 90),
      happenedAt: iso(-(n % 2_000)),
      reportedAt: iso(-(n % 2_000)),
      themeId: n % 10 ? themeIds[Math.floor(random() ** 2 * themeIds.length)]! : null,
      ...said,
    };
  });
  await insertAll(reports, (rows) =>
    db
      .insertInto('reports')
      .values(rows as never)
      .returning('id')
      .execute(),
  );
  for (let n = 0; n < size.fixes; n++)
    await fixStore(db).propose(
      { title: `Mend ${n}`, effortDays: 1 + (n % 9), themeIds: [themeIds[n % themeIds.length]!] },
      me,
      now,
    );
  return `session=${await sessionStore(db).start(me, 'Bench', now)}`;
}

async function insertAll<Row>(rows: Row[], insert: (rows: Row[]) => Promise<{ id: number }[]>): Promise<number[]> {
  const ids = [];
  for (let from = 0; from < rows.length; from += BATCH)
    ids.push(...(await insert(rows.slice(from, from + BATCH))).map((row) => row.id));
  return ids;
}
