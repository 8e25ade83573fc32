import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from '../support/files.ts';
import { startServer } from '../support/server.ts';

const freshFile = () => join(folder(), 'fresh.sqlite');
const press = (address: string, link: string) => fetch(address + link, { method: 'POST', redirect: 'manual' });

test('wrong settings stop the start: each is named on the error output, and the exit code is 1', async () => {
  const { said, ended } = await startServer({ DATABASE_URL: freshFile(), TRUST_PROXY: 'yes', SMTP_URL: 'mail.example.com' });
  expect(await ended).toBe(1);
  expect(said.err).toMatch(/^Shadow Shift cannot start until[\s\S]*TRUST_PROXY: [\s\S]*SMTP_URL: Write smtp:/);
  expect(said.err).not.toContain(' at ');
  expect(said.out).toBe('');
});

test('the first start prints a link that lets one person in, once', async () => {
  const { address, said, end } = await startServer({ DATABASE_URL: freshFile(), BASE_URL: 'https://shift.example.com' });
  const link = /https:\/\/shift\.example\.com(\/sign-in\/[\w-]+)/.exec(said.out)?.[1] ?? 'no link';
  expect(await (await fetch(address + link)).text()).toContain('First administrator');
  const first = await press(address, link);
  expect([first.status, (await press(address, link)).status]).toEqual([303, 410]);
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await fetch(`${address}/people`, { headers: { cookie } })).status).toBe(200);
  expect(await end('SIGTERM')).toBe(0);
});

test('production has neither the demonstration’s buttons nor its doors', async () => {
  const { address } = await startServer({ DATABASE_URL: freshFile() });
  expect(await (await fetch(`${address}/sign-in`)).text()).not.toContain('/demo/');
  const body = new URLSearchParams({ personId: '1' });
  const door = await fetch(`${address}/demo/sessions`, { method: 'POST', body, redirect: 'manual' });
  expect([door.status, door.headers.get('set-cookie')]).toEqual([404, null]);
});

test('the demonstration says who can sign in, lets them in with a press, and real work does not start on it', async () => {
  const DATABASE_URL = freshFile();
  const { address, said, end } = await startServer({ DATABASE_URL }, '--demo');
  expect(said.out).toContain('Priya Raghunathan');
  expect(await (await fetch(`${address}/sign-in`)).text()).toContain('action="/demo/sessions"');
  const body = new URLSearchParams({ personId: '1' });
  expect((await fetch(`${address}/demo/sessions`, { method: 'POST', body, redirect: 'manual' })).status).toBe(303);
  expect(await end('SIGTERM')).toBe(0);
  const real = await startServer({ DATABASE_URL });
  expect(await real.ended).toBe(1);
  expect(real.said.err).toContain('holds the demonstration');
});
