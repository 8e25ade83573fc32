import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';

const FILE = 'complaint,date,who\nThe parcel is late,2026-02-01,Zoltan\nMail ann@example.com for it,2026-02-02,Yara\n';
const send = (browser: Awaited<ReturnType<Awaited<ReturnType<typeof openFloor>>['as']>>, text: string, name = 'complaints.csv') =>
  browser.post('/imports').attach('file', Buffer.from(text), name);

test('an owner brings in a file on the page; what it brought is cleaned, and again it adds nothing', async () => {
  const { as, priya, db } = await openFloor();
  const hers = await as(priya);
  const sent = await send(hers, FILE).field('reporter', 'who');
  expect(sent.status).toBe(303);
  const brought = (await hers.get(sent.headers.location!)).text;
  expect(brought).toContain('complaints.csv');
  expect(brought).toContain('<a href="/unsorted">Sort its reports');
  expect((await send(hers, FILE).field('reporter', 'who')).status).toBe(303);
  const reports = await db.selectFrom('reports').select(['summary', 'reporterName']).orderBy('id').execute();
  expect(reports).toEqual([
    { summary: 'The parcel is late', reporterName: 'Zoltan' },
    { summary: 'Mail [e-mail address] for it', reporterName: 'Yara' },
  ]);
  expect(await db.selectFrom('imports').select(['importedBy', 'taken', 'doubled']).orderBy('id').execute()).toEqual([
    { importedBy: priya.id, taken: 2, doubled: 0 },
    { importedBy: priya.id, taken: 0, doubled: 2 },
  ]);
});

test.each([
  ['', {}, 'The file is empty'],
  [FILE, { date: 'when' }, 'There is no column “when”'],
  [FILE, { queue: 'Nowhere' }, 'neither a column of this file nor a queue'],
])('%j with %j is refused with a sentence, and nothing is taken', async (text, asked, says) => {
  const { as, priya, db } = await openFloor();
  const refused = await send(await as(priya), text).field(asked as Record<string, string>);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(says);
  expect(await db.selectFrom('reports').select('id').execute()).toEqual([]);
});

test('sending no file says what to do', async () => {
  const { as, priya } = await openFloor();
  const refused = await (await as(priya)).post('/imports').field('text', 'complaint');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Choose the CSV file first');
});

test('only owners bring files in', async () => {
  const { as, asha, carmen, ada, db } = await openFloor();
  for (const person of [asha, carmen, ada]) expect((await send(await as(person), FILE)).status).toBe(403);
  expect(await db.selectFrom('imports').select('id').execute()).toEqual([]);
});

test('more than 20 MB is refused with a sentence', async () => {
  const { as, priya } = await openFloor();
  const refused = await send(await as(priya), 'a'.repeat(20_100_000));
  expect(refused.status).toBe(413);
  expect(refused.text).toContain('too much to send at once');
});

const PART = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n';
test.each([
  ['cut off', 'multipart/form-data; boundary=x', `${PART}\r\ncomplaint`],
  ['without its bounds', 'multipart/form-data', `${PART}\r\ncomplaint\r\n--x--\r\n`],
  ['with a broken head', 'multipart/form-data; boundary=x', `${PART}\u0001:\r\n\r\ncomplaint\r\n--x--\r\n`],
])('a file that comes %s is refused with a sentence', async (_, type, body) => {
  const { as, priya, db } = await openFloor();
  const refused = await (await as(priya)).post('/imports').set('Content-Type', type).send(body);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('What was sent broke off on the way');
  expect(await db.selectFrom('imports').select('id').execute()).toEqual([]);
});
