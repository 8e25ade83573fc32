import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { redact } from '../../../src/friction/redact.ts';

const FOLDER = '../shared/data/complaints';
const untouched = ['banking77_train', 'bugdups_seamonkey', 'comcast', 'friction_probe', 'mstream_news'];

function textsOf(name: string) {
  const rows: { text: string }[] = parse(readFileSync(`${FOLDER}/${name}.csv`), { columns: true, relax_quotes: true });
  return rows.map(({ text }) => text);
}

if (!existsSync(FOLDER)) test('the complaints are absent, so nothing is compared', () => {});
else {
  test.each(untouched)('no sentence of %s is touched', (name) => {
    expect(textsOf(name).filter((text) => redact(text) !== text)).toEqual([]);
  });

  test('of the insurance calls, only those with an address, a phone or a card change', () => {
    const changed = textsOf('dstc11_utter_insurance').filter((text) => redact(text) !== text);
    expect(changed.filter((text) => !/@|phone|call me at|credit card/i.test(text))).toEqual([]);
    expect(changed.length).toBe(17);
  });

  test('no account, policy or routing number of the insurance calls is taken for a phone', () => {
    const cleaned = textsOf('dstc11_utter_insurance').map((text) => redact(text));
    expect(cleaned.filter((text) => /(?:policy|account|bank|routing) number[^.,]{0,30}\[/i.test(text))).toEqual([]);
  });
}
