import { expect, test } from 'vitest';
import { read, UTC } from './file.ts';

const TEXT =
  'start,queue,offered\r\n2026-03-02 09:00,Bestellungen für Köln – „eilig“ €,3\r\n2026-03-02 09:30,Bestellungen für Köln – „eilig“ €,4\r\n';
const NAME = 'Bestellungen für Köln – „eilig“ €';
const SPECIAL: Record<string, number> = { '€': 0x80, '–': 0x96, '„': 0x84, '“': 0x93 };

const windows = Buffer.from([...TEXT].map((letter) => SPECIAL[letter] ?? letter.codePointAt(0)!));
const bigEndian = Buffer.from(TEXT, 'utf16le').swap16();

test.each([
  { encoding: 'utf-8', written: 'UTF-8', bytes: Buffer.from(TEXT) },
  { encoding: 'utf-8', written: 'UTF-8 with its mark', bytes: Buffer.from(`\ufeff${TEXT}`) },
  { encoding: 'utf-16le', written: 'UTF-16 with its mark', bytes: Buffer.from(`\ufeff${TEXT}`, 'utf16le') },
  { encoding: 'utf-16le', written: 'UTF-16 without a mark', bytes: Buffer.from(TEXT, 'utf16le') },
  { encoding: 'utf-16be', written: 'UTF-16 the other way round', bytes: bigEndian },
  { encoding: 'windows-1252', written: 'Windows-1252', bytes: windows },
])('$written is read, whatever the chunks', async ({ encoding, bytes }) => {
  for (const chunk of [1, 7, 64, 10_000]) {
    const history = await read(bytes, UTC, chunk);
    expect(history.encoding).toBe(encoding);
    expect([...history.records()].map(({ queue, offered }) => [queue, offered])).toEqual([
      [NAME, 3],
      [NAME, 4],
    ]);
  }
});

test.each(['\n', '\r\n', '\r'])('lines may end in %j, the last one in nothing', async (end) => {
  for (const chunk of [1, 3, 1000]) {
    const history = await read(['start,offered', '2026-03-02 09:00,1', '2026-03-02 09:30,2'].join(end), UTC, chunk);
    expect(history.taken).toBe(2);
    expect(history.lines).toBe(3);
  }
});

test('an encoding that is chosen is believed', async () => {
  const history = await read(windows, { ...UTC, encoding: 'windows-1252' });
  expect([...history.records()][0]?.queue).toBe(NAME);
});
