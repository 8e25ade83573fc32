export type Bytes = AsyncIterable<Buffer>;
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Which encoding a file's bytes are in: its byte-order mark, else UTF-16 by its zero bytes, else UTF-8 if all of it is, else Windows-1252. */
export async function encodingOf(file: Bytes): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let marked: Encoding | undefined;
  let isFirst = true;
  try {
    for await (const bytes of file) {
      if (isFirst) marked = markOf(bytes);
      if (marked) return marked;
      isFirst = false;
      utf8.decode(bytes, { stream: true });
    }
    utf8.decode();
    return 'utf-8';
  } catch (problem) {
    if (problem instanceof TypeError) return 'windows-1252';
    throw problem;
  }
}

/** The file's text, piece by piece, without its byte-order mark. */
export async function* textOf(file: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'windows-1252' ? 'latin1' : encoding);
  for await (const bytes of file)
    yield encoding === 'windows-1252' ? windows1252(bytes) : decoder.decode(bytes, { stream: true });
  const rest = encoding === 'windows-1252' ? '' : decoder.decode();
  if (rest) yield rest;
}

/**
 * Whether decoded text is that of no text file at all: a picture, a spreadsheet, an archive. More than one character in fifty is a
 * control character or could not be decoded; text has hardly any, random bytes one in seven, a spreadsheet's compressed parts as many.
 */
export function isBinary(sample: string): boolean {
  const strange = sample.match(/[^\P{Cc}\t\n\r\f]|\ufffd|\p{Cs}/gu)?.length ?? 0;
  return strange > LEAST_STRANGE && strange > sample.length / 50;
}

/** A short file may hold a few: they become spaces. */
const LEAST_STRANGE = 5;

function markOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 1_000);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]! += 1;
  if (zeros[1]! > sample.length / 4) return 'utf-16le';
  return zeros[0]! > sample.length / 4 ? 'utf-16be' : undefined;
}

/** What Windows-1252 has where Latin-1 has control characters, 0x80 to 0x9f. Node 20 decodes these as Latin-1. */
const FROM_128 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const windows1252 = (bytes: Buffer) =>
  bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (mark) => FROM_128[mark.charCodeAt(0) - 0x80]!);
