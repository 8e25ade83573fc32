import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { groupCommand } from '../../../src/themes/grouping/group-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'grouping-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS = Array.from(
  { length: 40 },
  (_, i) => `${['order search slow', 'phone menu loop', 'refund missing'][i % 3]} ${i},theme ${i % 3},${i % 3}`,
);
const GOOD = ['text,label,tool', ...ROWS, 'car park barrier broken,,'].join('\n');

function run(content: string | Buffer | undefined, ...args: string[]) {
  const file = join(folder, 'reports.csv');
  if (content !== undefined) writeFileSync(file, content);
  const [printed, said]: [string[], string[]] = [[], []];
  const code = groupCommand(
    [content === undefined ? join(folder, 'nothing.csv') : file, ...args],
    { print: (json) => printed.push(json), say: (sentence) => said.push(sentence) },
    () => 0,
  );
  return { code, printed, said: said.join('\n') };
}

test.each([
  ['suggest', ['theme_at_1', 'theme_at_3', 'theme_at_5', 'gate_precision', 'gate_coverage', 'new_auc']],
  ['assist', ['nmi', 'ari', 'asked', 'filed_alone', 'filed_wrong']],
  ['auto', ['nmi', 'ari', 'pair_f1', 'themes']],
])('%s prints one JSON object with its figures', (mode, figures) => {
  const { code, printed } = run(GOOD, '--mode', mode, '--shuffle', '3');
  const result = JSON.parse(printed.join('')) as Record<string, unknown>;
  expect([code, printed.length]).toEqual([0, 1]);
  expect(Object.keys(result)).toEqual(expect.arrayContaining([...figures, 'ms_p50', 'ms_p95', 'rss_mb', 'version']));
  expect(result).toMatchObject({ reports: 41, labels: 4 });
});

test('the same call prints the same figures, another seed another order', () => {
  const figures = (seed: string) => ({ ...(JSON.parse(run(GOOD, '--shuffle', seed).printed[0]!) as object), rss_mb: 0 });
  expect(figures('3')).toEqual(figures('3'));
});

test('--at repeats the reports before timing', () => {
  expect(JSON.parse(run(GOOD, '--at', '300').printed[0]!)).toMatchObject({ at: 300 });
});

test.each([
  ['a file that is not there', undefined, [], /cannot be read; check its name/],
  ['an empty file', '', [], /has no rows below its heading; add/],
  ['a heading alone', 'text,label\n', [], /has no rows below its heading; add/],
  ['a missing column', 'words,label\na,b\n', [], /has no column "text"; it has words, label/],
  ['a missing facet that was asked for', GOOD, ['--facets', 'layer'], /has no column "layer"/],
  ['an open quote', 'text,label\n"a,b\n', [], /is not a CSV file with a heading.*check its quotes/],
  ['ragged rows', 'text,label\na,b,c\n', [], /as many columns as the heading/],
  ['a column without texts', 'text,label\n,b\n,c\n', [], /is empty; name the column/],
  ['an unknown mode', GOOD, ['--mode', 'magic'], /--mode cannot be used as given/],
  ['a seed that is no number', GOOD, ['--shuffle', 'x'], /--shuffle cannot be used as given/],
  ['more than a million', GOOD, ['--at', '1e9'], /--at cannot be used as given/],
  ['an unknown option', GOOD, ['--fast'], /option is not known/],
  ['two files', GOOD, ['more.csv'], /Name one CSV file/],
] as const)('%s is refused with a sentence and nothing is printed', (_, content, args, sentence) => {
  const { code, printed, said } = run(content, ...args);
  expect({ code, printed }).toEqual({ code: 2, printed: [] });
  expect(said).toMatch(sentence);
});

test('bytes that are no text at all are refused or read, never a crash', () => {
  expect(run(Buffer.from([0, 255, 254, 34, 10, 0, 1]))).toMatchObject({ code: 2 });
});
