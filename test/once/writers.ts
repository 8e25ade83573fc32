import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { Db } from '../../src/database/open.ts';
import type { Role } from '../../src/people/person.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { hire } from '../support/floor.ts';
import { addQueue, planShift } from '../support/planned.ts';
import { addSeat, seat } from '../support/seated.ts';

/** A post of somebody's, and the row that it must leave once: see `rowsOf`. */
export interface Write {
  cookie: string;
  path: string;
  body: Record<string, string>;
  row: string;
}

/** What one connection sends next; undefined when it has nothing left. */
type Next = () => Write | undefined;

const DAY = 24 * 3_600_000;
const AHEAD = 40;

/** Four CSRs who flag, three leaders who report from a running shift, three who sign up for one shift after the other. */
export async function fillFloor(db: Db): Promise<Next[]> {
  const now = () => new Date();
  const carmen = await hire(db, { name: 'Carmen', roles: ['csr'] });
  const running = await seat({ db, now, carmen }, await hire(db, { name: 'Asha', roles: ['leader'] }));
  const queueId = await addQueue(db, { name: 'Billing' });
  const ahead: number[] = [];
  for (let day = 2; day < 2 + AHEAD; day++) ahead.push(await planShift(db, { queueId, seats: 9, ...spanIn(day) }, null, now()));

  const connections: Next[] = [];
  for (const name of ['Dev', 'Eve', 'Finn', 'Gus']) connections.push(flags((await hireWithCookie(db, name, 'csr')).cookie));
  for (const name of ['Ben', 'Cleo', 'Dora']) {
    const leader = await hireWithCookie(db, name, 'leader');
    await addSeat({ db, now, carmen }, running.id, leader.person);
    connections.push(reports(leader.cookie, running.id));
  }
  for (const name of ['Ravi', 'Sofia', 'Theo']) {
    const leader = await hireWithCookie(db, name, 'leader');
    connections.push(signUps(leader.cookie, leader.person.id, [...ahead]));
  }
  return connections;
}

/** Everything that the connections can have left in the database, a word a row. */
export async function rowsOf(db: Db): Promise<string[]> {
  const reports = await db.selectFrom('reports').select('clientKey').execute();
  const seats = await db
    .selectFrom('signUps')
    .innerJoin('queues as q', (join) => join.on('q.name', '=', 'Billing'))
    .innerJoin('shifts', (join) => join.onRef('shifts.id', '=', 'signUps.shiftId').onRef('shifts.queueId', '=', 'q.id'))
    .select(['shiftId', 'personId'])
    .execute();
  return [...reports.map(({ clientKey }) => `${clientKey}`), ...seats.map((row) => `${row.shiftId} ${row.personId}`)].toSorted();
}

/** Connections that write at the same time, and what they heard. */
export function openWriters(connections: Next[]) {
  const acknowledged: Write[] = [];
  const unanswered: Write[] = [];

  async function send(address: string, write: Write): Promise<boolean> {
    const status = await post(address, write);
    (status ? acknowledged : unanswered).push(write);
    return status !== undefined;
  }

  return {
    acknowledged,
    unanswered,

    /** Each writes one thing after the other until the server is gone. */
    write: (address: string) =>
      Promise.all(
        connections.map(async (next) => {
          for (let write = next(); write; write = next()) if (!(await send(address, write))) return;
        }),
      ),

    /** As a browser does that never heard an answer. */
    askAgain: (address: string) => Promise.all(unanswered.splice(0).map((write) => send(address, write))),

    untilAcknowledged: (more: number) => {
      const goal = acknowledged.length + more;
      const reached = () => {
        if (acknowledged.length < goal) throw new Error(`${goal - acknowledged.length} answers short`);
      };
      return vi.waitFor(reached, { timeout: 20_000, interval: 2 });
    },
  };
}

/** The status, once it is a good one; undefined when the server died over it. Anything else is a defect. */
export async function post(address: string, { cookie, path, body }: Write): Promise<number | undefined> {
  const sent = { method: 'POST', headers: { cookie }, body: new URLSearchParams(body), redirect: 'manual' } as const;
  const answer = await fetch(address + path, sent).catch(() => undefined);
  if (answer && answer.status !== 303) throw new Error(`${path} ${answer.status}: ${await answer.text()}`);
  return answer?.status;
}

function flags(cookie: string): Next {
  return () => {
    const clientKey = randomUUID();
    return {
      cookie,
      path: '/flags',
      row: clientKey,
      body: { summary: 'The search forgets what I typed', clientKey, receiptKey: clientKey },
    };
  };
}

function reports(cookie: string, shiftId: number): Next {
  return () => {
    const clientKey = randomUUID();
    const body = { kind: 'friction', summary: 'Three screens for one order', secondsLost: '40', clientKey };
    return { cookie, path: `/shifts/${shiftId}/reports`, row: clientKey, body };
  };
}

function signUps(cookie: string, personId: number, ahead: number[]): Next {
  return () => {
    const shiftId = ahead.shift();
    return shiftId ? { cookie, path: `/shifts/${shiftId}/sign-ups`, row: `${shiftId} ${personId}`, body: {} } : undefined;
  };
}

async function hireWithCookie(db: Db, name: string, role: Role) {
  const person = await hire(db, { name, roles: [role] });
  return { person, cookie: `session=${await sessionStore(db).start(person.id, 'A test', new Date())}` };
}

function spanIn(days: number) {
  const startsAt = new Date(Date.now() + days * DAY).toISOString();
  return { startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString() };
}
