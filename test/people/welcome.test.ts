import { expect, test } from 'vitest';
import { FIRST_ADDRESS } from '../../src/people/person.ts';
import { personStore } from '../../src/people/person-store.ts';
import { welcome } from '../../src/people/welcome.ts';
import { freshDatabase } from '../support/database.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';

const start = async (db: Awaited<ReturnType<typeof freshDatabase>>) => {
  const said = await welcome({ db, now: () => NINE_AM, baseUrl: 'http://localhost' });
  return { said, token: /\/sign-in\/([\w-]+)/.exec(said)?.[1] };
};

test('an empty database gets a first administrator and a link; each start prints a fresh one for the same person', async () => {
  const db = await freshDatabase();
  const [one, other] = [await start(db), await start(db)];
  expect(one.token).toBeDefined();
  expect(other.token).not.toBe(one.token);
  expect(await db.selectFrom('people').select('email').execute()).toEqual([{ email: FIRST_ADDRESS }]);
});

test('the link goes on being printed until the first administrator has an address, so that nobody is locked out', async () => {
  const db = await freshDatabase();
  await start(db);
  const people = personStore(db);
  const { id } = (await people.findUnreachable())!;
  const first = (await people.findPerson(id))!;
  await people.change(id, { ...first, name: 'Mina', email: 'mina@example.com' }, id, NINE_AM);
  expect((await start(db)).token).toBeUndefined();
});

test('where people are already, no link is printed and nobody is added', async () => {
  const { db } = await openFloor();
  const { said, token } = await start(db);
  expect(token).toBeUndefined();
  expect(said).toBe('Shadow Shift is open at http://localhost\n');
  expect(await personStore(db).findUnreachable()).toBeUndefined();
});

test('a deactivated first administrator gets no link', async () => {
  const { db, ada } = await openFloor();
  const first = { name: 'First', email: FIRST_ADDRESS, department: 'IT', timeZone: 'UTC', roles: ['administrator' as const] };
  const id = await personStore(db).add(first, null, NINE_AM);
  await personStore(db).deactivate(id, ada.id, NINE_AM);
  expect((await start(db)).token).toBeUndefined();
});
