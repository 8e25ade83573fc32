import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { contactCentreThesaurus } from '../../../src/themes/grouping/contact-centre-words.ts';
import { evaluateAssist, evaluateAuto, evaluateSuggest, type LabelledReport } from '../../../src/themes/grouping/evaluation.ts';
import { groupFile, type Row } from '../../../src/themes/grouping/group-file.ts';
import { seeded, shuffled } from '../../../src/themes/grouping/shuffle.ts';

const STILL = () => 0;
const FOLDER = '../shared/data/complaints';

const row = (text: string, label: string): LabelledReport => ({ text, label });

test('a first report of a theme counts for no hit, a second does', () => {
  const result = evaluateSuggest([row('order search slow', 'a'), row('order search slow', 'a')], STILL);
  expect(result).toMatchObject({ themeAt1: 1, themeAt5: 1, gateCoverage: 0, gatePrecision: undefined, newAuc: 1 });
});

test('the writer joins what is right and starts what is missing', () => {
  const reports = [row('order search slow', 'a'), row('order search slow', 'b'), row('order search slow', 'a')];
  expect(evaluateAssist(reports, STILL)).toMatchObject({ ari: 1, nmi: 1, asked: 3, filedAlone: 0, filedWrong: 0 });
});

test('no reports, no figures, no fall', () => {
  expect(evaluateSuggest([], STILL)).toMatchObject({ themeAt1: 0, gateCoverage: 0 });
  expect(evaluateAssist([], STILL)).toMatchObject({ asked: 0 });
  expect(evaluateAuto([])).toMatchObject({ themes: 0 });
});

test('a row without a label is a theme of its own', () => {
  const rows: Row[] = [
    { text: 'a b', label: '' },
    { text: 'c d', label: ' ' },
  ];
  const options = { text: 'text', label: 'label', facets: [], mode: 'suggest' as const };
  expect(groupFile(rows, options, { clock: STILL, memoryBytes: () => 5e6 })).toMatchObject({ labels: 2, rss_mb: 5 });
});

if (existsSync(FOLDER)) {
  const load = (file: string, rows: number) =>
    shuffled(parse(readFileSync(`${FOLDER}/${file}`, 'utf8'), { columns: true, bom: true }) as LabelledReport[], seeded(1)).slice(
      0,
      rows,
    );

  test('questions to a bank, the first thousand', () => {
    const result = evaluateSuggest(load('banking77_train.csv', 1000), STILL, contactCentreThesaurus);
    expect(result.themeAt1).toBeGreaterThan(0.6);
    expect(result.themeAt5).toBeGreaterThan(0.85);
  });

  test('the friction probe with nobody’s help', () => {
    expect(evaluateAuto(load('friction_probe.csv', 116), contactCentreThesaurus).ari).toBeGreaterThan(0.2);
  });
} else {
  test('public complaints are absent here, so their figures are not checked', () => expect(existsSync(FOLDER)).toBe(false));
}
