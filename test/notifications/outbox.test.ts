import { expect, onTestFinished, test } from 'vitest';
import { queueNotice } from '../../src/database/outbox.ts';
import { type Send, sendDue, smtpSender } from '../../src/notifications/mail.ts';
import { outboxStore } from '../../src/notifications/outbox-store.ts';
import { freshDatabase } from '../support/database.ts';
import { NINE_AM, openFloor } from '../support/floor.ts';
import { openMailbox } from '../support/mailbox.ts';

const issueLink = async () => 'token';

async function openOutbox() {
  const db = await freshDatabase();
  const outbox = outboxStore(db);
  const clock = { now: NINE_AM };
  const write = (cause: string, calendar: string | null = null) =>
    queueNotice(
      db,
      { cause, personId: null, recipient: 'asha@example.com', subject: 'Your shift', body: 'See {site}/shifts/1', calendar },
      clock.now,
    );
  const send = (how: Send) => sendDue(outbox, how, () => clock.now);
  const wait = (minutes: number) => {
    clock.now = new Date(clock.now.getTime() + minutes * 60_000);
  };
  return { db, outbox, write, send, wait, clock };
}

test('a letter is written once a cause and sent once however many processes send', async () => {
  const { write, send } = await openOutbox();
  for (const cause of ['a', 'b', 'a', 'c']) await write(cause);
  const sent: string[] = [];
  const post: Send = async ({ messageId }) => {
    await new Promise((done) => setTimeout(done, 5));
    sent.push(messageId);
  };
  await Promise.all([send(post), send(post), send(post)]);
  expect([sent.length, new Set(sent).size]).toEqual([3, 3]);
});

test('a process killed while sending: the letter goes again, with the same Message-ID', async () => {
  const { outbox, write, send, wait, clock } = await openOutbox();
  await write('a');
  const first = await outbox.takeNext(clock.now);
  expect(await send(async () => {})).toBe(0);
  wait(6);
  const ids: string[] = [];
  await send(async ({ messageId }) => ids.push(messageId));
  expect(ids).toEqual([first!.messageId]);
});

test('a failed letter is tried again after growing pauses, and never dropped silently', async () => {
  const { db, write, send, wait } = await openOutbox();
  await write('a');
  const attempts: number[] = [];
  const broken: Send = async (letter) => {
    attempts.push(letter.attempts);
    throw new Error('mailbox full');
  };
  for (let minute = 0; minute < 1_100; minute++) {
    await send(broken);
    wait(1);
  }
  expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(await db.selectFrom('notices').select(['sentAt', 'lastProblem']).execute()).toEqual([
    { sentAt: null, lastProblem: 'Error: mailbox full' },
  ]);
});

test('one letter that cannot go does not hold up the others', async () => {
  const { write, send } = await openOutbox();
  for (const cause of ['a', 'b', 'c']) await write(cause);
  const sent: number[] = [];
  await send(async ({ id }) => {
    if (id === 1) throw new Error('refused');
    sent.push(id);
  });
  expect(sent).toEqual([2, 3]);
});

test('over SMTP: the address, the words, the Message-ID and the invitation arrive', async () => {
  const { db, write, send } = await openOutbox();
  const { url, received } = await openMailbox();
  await write('a', 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR');
  const post = smtpSender({
    smtpUrl: url,
    from: 'Shadow Shift <shift@example.com>',
    site: 'https://shift.example.com',
    issueLink,
  });
  onTestFinished(() => post.close());
  expect(await send(post.send)).toBe(1);
  const { messageId } = await db.selectFrom('notices').select('messageId').executeTakeFirstOrThrow();
  for (const words of [messageId, 'https://shift.example.com/shifts/1', 'text/calendar', 'method=CANCEL', 'To: asha@example.com'])
    expect(received.join()).toContain(words);
});

test('a mail server that refuses, or is not there, loses nothing', async () => {
  const { db, write, send, wait } = await openOutbox();
  const { url, received, refuse } = await openMailbox();
  await write('a');
  const nobody = smtpSender({ smtpUrl: 'smtp://127.0.0.1:1', from: 'a@example.com', site: '', issueLink });
  await send(nobody.send);
  refuse(true);
  wait(2);
  const post = smtpSender({ smtpUrl: url, from: 'a@example.com', site: '', issueLink });
  onTestFinished(() => post.close());
  await send(post.send);
  expect((await db.selectFrom('notices').select('lastProblem').executeTakeFirstOrThrow()).lastProblem).toContain('450');
  refuse(false);
  wait(5);
  await send(post.send);
  expect(received).toHaveLength(1);
});

test('without SMTP an administrator reads the letters; nobody else does, but in the demo', async () => {
  const { as, ada, asha, priya, db } = await openFloor();
  await queueNotice(
    db,
    { cause: 'a', personId: null, recipient: 'x@example.com', subject: 'Hello <b>', body: 'Read {site}/shifts/1' },
    NINE_AM,
  );
  const { text } = await (await as(ada)).get('/outbox/1');
  for (const words of ['Hello &lt;b&gt;', 'href="http://localhost/shifts/1"']) expect(text).toContain(words);
  for (const person of [asha, priya]) expect((await (await as(person)).get('/outbox/1')).status).toBe(403);
  const demo = await openFloor({ demo: true });
  expect((await (await demo.as(demo.asha)).get('/outbox')).status).toBe(200);
});
