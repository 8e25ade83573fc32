import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { staffCommand } from '../../src/queue/staff-command.ts';
import { number, readVectors } from './vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'staff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = 'calls,interval_s,aht_s,target_s,patience_s,agents,service_level,max_occupancy,max_abandon,shrinkage';

async function run(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ write: (text: string) => (said[name] += text) });
  const code = await staffCommand(args, { stdout: stream('stdout'), stderr: stream('stderr') });
  const answers = said.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, answers, words: said.stderr };
}

function onFile(content: string | Uint8Array) {
  const file = join(folder, 'rows.csv');
  writeFileSync(file, content);
  return run(file);
}

const one = (flags: string) => run(...flags.split(' '));

test('one interval by flags', async () => {
  const { code, answers, words } = await one(
    '--calls 200 --minutes 60 --handle 180 --target 0.8/20 --patience 120 --shrinkage 0.3',
  );
  expect(code).toBe(0);
  expect(answers).toMatchObject([{ agents: 12, scheduled: 18, service_level: expect.closeTo(0.82558264436, 10) }]);
  expect(Object.keys(answers[0])).toEqual(
    'agents scheduled p_wait service_level asa_answered_s wait_all_s p_abandon occupancy queue_length'.split(' '),
  );
  expect(words).toBe(
    '12 agents at their desks (18 on the schedule): 82.6 % of callers are answered within 20 s; the answered wait 6.3 s, all callers 7.4 s; 6.2 % hang up.\n',
  );
});

test('without patience it is Erlang C', async () => {
  const { answers } = await one('--calls 200 --minutes 60 --handle 180 --target 0.8/20');
  expect(answers).toMatchObject([{ agents: 14, scheduled: 14, p_abandon: 0 }]);
});

test('given agents are evaluated, and an endless queue is said', async () => {
  const { code, answers, words } = await one('--calls 200 --minutes 60 --handle 180 --target 0.8/20 --agents 9');
  expect(code).toBe(0);
  expect(answers).toMatchObject([{ agents: 9, service_level: 0, wait_all_s: null, asa_answered_s: null, queue_length: null }]);
  expect(words).toMatch(/cannot keep up with a load of 10.*Add agents, or give a patience/);
});

test.each([
  ['--calls 200 --minutes 60 --handle 180', /Write the target as share\/seconds/],
  ['--calls 200 --minutes 60 --handle 180 --target 80', /Write the target as share\/seconds/],
  ['--calls 200 --minutes 60 --handle 180 --target 80/20', /service_level is “80”; it must be a share.*like 0.8/],
  ['--calls -5 --minutes 60 --handle 180 --target 0.8/20', /./],
  ['--calls=-5 --minutes 60 --handle 180 --target 0.8/20', /calls is “-5”; it must be 0 or more/],
  ['--calls many --minutes 60 --handle 180 --target 0.8/20', /calls is “many”/],
  ['--minutes 60 --handle 180 --target 0.8/20', /calls is empty/],
  ['--calls 200 --minutes 0 --handle 180 --target 0.8/20', /interval in minutes, over 0/],
  [
    '--calls 200 --minutes 60 --handle 180 --target 0.8/20 --shrinkage 1',
    /shrinkage is “1”; it must be a share from 0 to under 1/,
  ],
  ['--calls 200 --minutes 60 --handle 180 --target 0.8/20 --agents 2.5', /agents is “2.5”; it must be a whole number/],
  ['--calls 1e9 --minutes 1 --handle 180 --target 0.8/20', /Even 100,000 agents do not keep this promise/],
  ['--frobnicate 3', /Unknown option '--frobnicate'/],
  ['a.csv b.csv', /one file at a time/],
  ['a.csv --calls 3', /not both/],
  ['nowhere.csv', /There is no file nowhere.csv/],
])('%s is refused in words', async (flags, says) => {
  const { code, answers, words } = await one(flags);
  expect({ code, answers }).toEqual({ code: 1, answers: [] });
  expect(words).toMatch(says);
});

test('no arguments show how to ask', async () => {
  const { code, words } = await run();
  expect(code).toBe(1);
  expect(words).toMatch(/Say what comes in, or name a file.[\s\S]*--calls 200/);
});

test('a folder is not a file', async () => {
  const { code, words } = await run(folder);
  expect(code).toBe(1);
  expect(words).toMatch(/is a folder/);
});

test('each row of a file gets one line, refused rows too', async () => {
  const { code, answers, words } = await onFile(
    `${HEAD}\n100,1800,180,20,,14,,,,\n-1,1800,180,20,,,0.8,,,\n200,3600,180,20,120,,0.8,,,0.3\n`,
  );
  expect(code).toBe(0);
  expect(answers).toMatchObject(
    [
      { line: 2, agents: 14 },
      { line: 3, refused: /calls/ },
      { line: 4, agents: 12, scheduled: 18 },
    ].map(matching),
  );
  expect(words).toBe('Line 3: calls is “-1”; it must be 0 or more calls.\n2 rows answered, 1 refused.\n');
});

function matching(answer: Record<string, unknown>) {
  return answer.refused instanceof RegExp ? { ...answer, refused: expect.stringMatching(answer.refused) } : answer;
}

test.each([
  ['', /The file is empty/],
  ['calls,interval_s\n1,2\n', /The headings lack aht_s, target_s/],
  ['PK\u0003\u0004rest', /Excel workbook/],
  [`${HEAD}\n`, /0 rows answered, 0 refused/],
  [`${HEAD}\n100,1800,180,20,,,,,,\n`, /Line 2: The row says neither agents nor what to promise/],
  [`${HEAD}\n100,1800,180,20,,,1.2,,,\n`, /Line 2: service_level is “1.2”/],
  [`${HEAD}\n100,1800,180,20,0,,0.8,,,\n`, /Line 2: patience_s is “0”.*leave it empty/],
  [`${HEAD}\n100,1800,,20,,,0.8,,,\n`, /Line 2: aht_s is empty/],
  [`${HEAD}\n"100,1800,180,20,,,0.8,,,\n`, /Line 2: A quotation mark/],
])('a file where nothing can be done ends with a code over 0 (%#)', async (content, says) => {
  const { code, words } = await onFile(content);
  expect(code).toBe(1);
  expect(words).toMatch(says);
});

test('semicolons, UTF-16, other names, fractions and unused columns are taken', async () => {
  const text = 'note;Calls;interval_s;aht_s;target_s;max_abandonment;patience_s\nx;375/2;1800;240;30;0.05;inf\n';
  const { code, answers, words } = await onFile(Buffer.from(`\ufeff${text}`, 'utf16le'));
  expect(code).toBe(0);
  expect(answers).toMatchObject([{ agents: 26, p_abandon: 0 }]);
  expect(words).toMatch(/^Not used: note\./);
});

const vectors = readVectors(/^(erlang|required)_[ac]$/).filter(
  ({ inputs }) => inputs.calls !== undefined && inputs.target_s !== undefined,
);
if (vectors.length === 0)
  test('the Erlang vectors are not at hand, so none goes through a file', () => expect(vectors).toEqual([]));
else {
  test('all vectors go through a file with every digit', async () => {
    const columns = HEAD.replace('max_abandon', 'max_abandonment').split(',');
    const rows = vectors.map(({ inputs }) => columns.map((column) => inputs[column] ?? '').join(','));
    const { answers } = await onFile(`${columns.join(',')}\n${rows.join('\n')}\n`);
    expect(answers).toHaveLength(vectors.length);
    for (const [i, { inputs, exact }] of vectors.entries()) {
      expect(answers[i].agents).toBe(number(inputs.agents ?? exact.agents));
      expect(Math.abs(answers[i].service_level - number(exact.service_level ?? exact.sl_offered))).toBeLessThan(1e-11);
      if (exact.scheduled !== undefined && inputs.shrinkage !== undefined) expect(answers[i].scheduled).toBe(exact.scheduled);
    }
  });
}
