import { FileRefused } from './refusal.ts';

/** How text is written in bytes. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const NOT_TEXT: [start: string, reason: string][] = [
  ['504b0304', 'This is an Excel workbook or a zip archive. Open it and save the sheet as CSV.'],
  ['d0cf11e0', 'This is an old Excel workbook. Open it and save the sheet as CSV.'],
  ['1f8b', 'This file is compressed (gzip). Unpack it first.'],
  ['25504446', 'This is a PDF. Export the same report as CSV.'],
];

const MARKUP: [start: RegExp, reason: string][] = [
  [/^\s*</, 'This is a web page or XML, whatever its name says. Open it in a spreadsheet and save it as CSV.'],
  [/^\s*[{[]\s*["{[\]}]/, 'This is JSON. Export the same report as CSV.'],
];

/** What the first bytes of a file are written in; UTF-8 where they do not tell. Throws `FileRefused` for what is no text at all. */
export function sniffEncoding(start: Uint8Array): Encoding {
  if (start.length === 0) throw new FileRefused(1, 'The file is empty. Export it again and check that it has a size.');
  refuseKnownFormats(start);
  const encoding = byMark(start) ?? byZeros(start);
  if (encoding) return encoding;
  if (looksBinary(start)) throw new FileRefused(1, 'This is no text but binary data. Export the report as CSV.');
  return 'utf-8';
}

function refuseKnownFormats(start: Uint8Array) {
  const bytes = Buffer.from(start.subarray(0, 64));
  const format = NOT_TEXT.find(([hex]) => bytes.toString('hex').startsWith(hex));
  const markup = MARKUP.find(([pattern]) => pattern.test(bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '')));
  const reason = format?.[1] ?? markup?.[1];
  if (reason) throw new FileRefused(1, reason);
}

function byMark(start: Uint8Array): Encoding | undefined {
  const mark = Buffer.from(start.subarray(0, 3)).toString('hex');
  if (mark === 'efbbbf') return 'utf-8';
  if (mark.startsWith('fffe')) return 'utf-16le';
  return mark.startsWith('feff') ? 'utf-16be' : undefined;
}

/** Western text in UTF-16 has a zero in nearly every second byte. */
function byZeros(start: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]!++;
  });
  const most = start.length / 2;
  if (zeros[1]! > 0.6 * most && zeros[0]! < 0.1 * most) return 'utf-16le';
  return zeros[0]! > 0.6 * most && zeros[1]! < 0.1 * most ? 'utf-16be' : undefined;
}

function looksBinary(start: Uint8Array) {
  const controls = start.reduce((sum, byte) => sum + (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 ? 1 : 0), 0);
  return controls > 0.05 * start.length;
}
