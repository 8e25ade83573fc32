import pino from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app.ts';
import type { Db } from '../../src/database/open.ts';
import type { Person } from '../../src/people/person.ts';
import { type NewPerson, personStore } from '../../src/people/person-store.ts';
import { sessionStore } from '../../src/people/session-store.ts';
import { freshDatabase } from './database.ts';

/** Monday 2 March 2026, nine in the morning in London. */
export const NINE_AM = new Date('2026-03-02T09:00:00.000Z');

/**
 * A floor with a small cast. Asha and Ben are leaders, Carmen and Dev are CSRs, Priya owns the programme, Ada administers,
 * Omar promised a part of a fix and has no role. A fresh database each time; `at(instant)` moves the clock, which stands still unless it is
 * `live`: then it starts at the real time and runs.
 */
export async function openFloor({ demo = false, live = false, baseUrl = 'http://localhost' } = {}) {
  const db = await freshDatabase();
  const clock = { now: NINE_AM, aheadMs: 0 };
  const now = () => (live ? new Date(Date.now() + clock.aheadMs) : clock.now);
  const app = createApp({
    db,
    now,
    demo,
    log: pino({ level: 'silent' }),
    baseUrl,
    trustProxy: 0,
    cachedViews: true,
    smtp: false,
  });
  return {
    db,
    app,
    now,
    at: (instant: Date | string) => {
      clock.now = new Date(instant);
      clock.aheadMs = clock.now.getTime() - Date.now();
    },
    ...hands(db, app, now),
    ...(await cast(db)),
  };
}

export const hire = async (db: Db, given: Partial<NewPerson> & { name: string }): Promise<Person> => {
  const person: NewPerson = {
    email: `${given.name.toLowerCase().replaceAll(' ', '.')}@example.com`,
    department: 'Billing',
    timeZone: 'Europe/London',
    roles: [],
    ...given,
  };
  return { ...person, id: await personStore(db).add(person, null, NINE_AM) };
};

async function cast(db: Db) {
  return {
    asha: await hire(db, { name: 'Asha', department: 'Finance', roles: ['leader'] }),
    ben: await hire(db, { name: 'Ben', department: 'Operations', roles: ['leader'] }),
    carmen: await hire(db, { name: 'Carmen', department: 'Care', roles: ['csr'] }),
    dev: await hire(db, { name: 'Dev', department: 'Care', roles: ['csr'] }),
    priya: await hire(db, { name: 'Priya', department: 'Care', roles: ['owner'] }),
    ada: await hire(db, { name: 'Ada', department: 'IT', roles: ['administrator'] }),
    omar: await hire(db, { name: 'Omar', department: 'Logistics' }),
  };
}

/** What a test does with the floor: `as(asha)` is her browser, `anybody()` one that is signed out. */
function hands(db: Db, app: ReturnType<typeof createApp>, now: () => Date) {
  return {
    anybody: () => request(app),
    as: async (person: Person) => {
      const token = await sessionStore(db).start(person.id, 'A test', now());
      return request.agent(app).set('Cookie', `session=${token}`);
    },
  };
}
