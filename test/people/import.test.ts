import { expect, test } from 'vitest';
import { planImport } from '../../src/people/people-import.ts';
import type { KnownPerson } from '../../src/people/person-store.ts';
import { openFloor } from '../support/floor.ts';

const ASHA: KnownPerson = {
  id: 1,
  name: 'Asha',
  email: 'asha@example.com',
  department: 'Finance',
  timeZone: 'UTC',
  roles: ['leader'],
  deactivatedAt: null,
};

function lines(text: string, known: KnownPerson[] = [ASHA]) {
  const plan = planImport(text, known, 'UTC');
  if (!plan.readable) throw new Error(plan.reason);
  return plan.lines;
}

test('each line says what it would do', () => {
  const text =
    'Name;E-Mail;Department;Roles\nAsha;ASHA@example.com;Sales;leader, csr\nLena;lena@example.com;Care;csr\n;x@example.com;Care;\nLena;lena@example.com;Care;csr\n';
  expect(lines(text).map(({ line, does }) => [line, does])).toEqual([
    [2, 'change'],
    [3, 'add'],
    [4, 'refuse'],
    [5, 'refuse'],
  ]);
});

test('what a file does not say stays as it is', () => {
  expect(lines('name,email\nAsha,asha@example.com\n')).toMatchObject([{ does: 'nothing', id: 1 }]);
});

test.each([
  ['', 'name and email is missing'],
  ['name\nAsha\n', 'email is missing'],
  ['name,email\nJos\uFFFD,jose@example.com\n', 'Save it as “CSV UTF-8”'],
  ['name,email\n', 'no line after the heading'],
  ['name,email\n"Asha,asha@example.com\n', 'not a CSV file'],
])('%j cannot be read: %s', (text, reason) => {
  expect(planImport(text, [], 'UTC')).toEqual({ readable: false, reason: expect.stringContaining(reason) });
});

test('a dry run writes nothing; a confirmed file with one bad line writes nothing either; a good one writes all', async () => {
  const { as, ada, db } = await openFloor();
  const admins = await as(ada);
  const count = async () => (await db.selectFrom('people').select('id').execute()).length;
  const welcomed = async () =>
    (await db.selectFrom('notices').select('recipient').orderBy('id').execute()).map(({ recipient }) => recipient);
  const before = await count();
  const send = (text: string, confirmed: string) =>
    admins.post('/people/imports').field('text', text).field('confirmed', confirmed);
  const good = 'name,email,roles\nLena,lena@example.com,leader\nNoor,noor@example.com,csr';

  expect((await admins.post('/people/imports').attach('file', Buffer.from(good), 'people.csv')).text).toContain(
    '2 would be added',
  );
  expect((await send(`${good}\nBad,bad,csr`, 'yes')).status).toBe(422);
  expect(await count()).toBe(before);
  expect(await welcomed()).toEqual([]);
  expect((await send(good, 'yes')).status).toBe(303);
  expect((await send(good, 'yes')).status).toBe(303);
  expect(await count()).toBe(before + 2);
  expect(await welcomed()).toEqual(['lena@example.com', 'noor@example.com']);
});

test('a file larger than two megabytes is refused with a sentence', async () => {
  const { as, ada } = await openFloor();
  const refused = await (await as(ada)).post('/people/imports').attach('file', Buffer.alloc(2_100_000, 'a'), 'people.csv');
  expect(refused.status).toBe(413);
  expect(refused.text).toContain('too much to send at once');
});

test.each([
  ['no boundary', 'multipart/form-data', 'x'],
  [
    'a form that breaks off',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nname,em',
  ],
])('%s is refused in words', async (_what, type, body) => {
  const { as, ada } = await openFloor();
  const refused = await (await as(ada)).post('/people/imports').set('Content-Type', type).send(body);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('did not arrive whole');
});

test('sending no file is answered with what to do', async () => {
  const { as, ada } = await openFloor();
  const refused = await (await as(ada)).post('/people/imports').field('text', '');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Choose the CSV file first');
});

test('new people get the zone that the page names, unless their line says one', async () => {
  const { as, ada, db } = await openFloor();
  const text = 'name,email,time zone\nLena,lena@example.com,\nNoor,noor@example.com,Asia/Dubai';
  const hers = await as(ada);
  expect((await hers.post('/people/imports').field('text', text)).text).toContain('they get <b>Europe/London</b>');
  await hers.post('/people/imports').field('text', text).field('confirmed', 'yes');
  const people = await db.selectFrom('people').where('name', 'in', ['Lena', 'Noor']).select(['timeZone', 'department']).execute();
  expect(people).toEqual([
    { timeZone: 'Europe/London', department: 'Not said' },
    { timeZone: 'Asia/Dubai', department: 'Not said' },
  ]);
});
