import type { BrowserContext } from 'playwright-core';
import type { Db } from '../../src/database/open.ts';
import { weeksOfCalls } from '../queue/demand/weeks.ts';

const LONG_AGO = '2026-01-01T00:00:00.000Z';

/** Addresses of a queue's imports, one in each state: waiting to be read, read with a refused line, refused, being read, stopped half-way. */
export async function bringInHistory(context: BrowserContext, db: Db, queueId: number): Promise<string[]> {
  const good = `${weeksOfCalls('2025-01-06', 2)}soon,7\n`;
  const [waits, done, refused, running, stopped] = [
    await send(context, queueId, good),
    await send(context, queueId, good),
    await send(context, queueId, 'start,offered\nsoon,7\n'),
    await send(context, queueId, good),
    await send(context, queueId, good),
  ];
  for (const address of [done, refused]) await read(context, address);
  await pretend(db, running, { startedAt: new Date().toISOString() });
  await pretend(db, stopped, { startedAt: LONG_AGO });
  return [waits, done, refused, running, stopped].map((address, state) => `${address}?look=${state}`);
}

async function send(context: BrowserContext, queueId: number, text: string): Promise<string> {
  const file = { name: 'calls.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  const answer = await context.request.post(`/queues/${queueId}/imports`, { multipart: { file }, maxRedirects: 0 });
  return answer.headers().location!;
}

const read = (context: BrowserContext, address: string) =>
  context.request.post(`${address}/reading`, { form: { zone: 'Europe/London', intervalMinutes: '30' }, maxRedirects: 0 });

/** As if a process of its own read it, or had: one that is killed says nothing. */
const pretend = (db: Db, address: string, { startedAt }: { startedAt: string }) =>
  db
    .updateTable('historyImports')
    .set({ state: 'running', startedAt, heardAt: startedAt, linesRead: 50_000 })
    .where('importId', '=', Number(address.split('/').at(-1)))
    .execute();
