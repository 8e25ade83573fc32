import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

test('nothing set is a working start: an embedded file, port 3000, no mail server', () => {
  expect(readConfig({})).toMatchObject({
    databaseUrl: 'data/shadow-shift.sqlite',
    port: 3000,
    baseUrl: 'http://localhost:3000',
    smtpUrl: undefined,
    jobs: true,
  });
});

test('an empty setting is a missing one', () => expect(readConfig({ PORT: '', SMTP_URL: '' }).port).toBe(3000));

test('the address people open loses its last slash', () => {
  expect(readConfig({ BASE_URL: 'https://shift.example.com/' }).baseUrl).toBe('https://shift.example.com');
});

test.each([
  { PORT: 'eighty' },
  { PORT: '70000' },
  { BASE_URL: 'shift.example.com' },
  { BASE_URL: 'ftp://shift.example.com' },
  { DATABASE_URL: 'mysql://root@localhost/test' },
  { SMTP_URL: 'http://mail.example.com' },
  { TRUST_PROXY: 'yes' },
  { JOBS: '1' },
  { EMBEDDINGS_URL: 'embeddings.example.com' },
  { LOG_LEVEL: 'loud' },
])('%j stops the start and is named', (env) => {
  expect(() => readConfig(env)).toThrow(Object.keys(env)[0]);
});

test('every wrong setting is named at once', () => {
  expect(() => readConfig({ PORT: 'x', JOBS: 'x' })).toThrow(/PORT[\s\S]*JOBS/);
});
