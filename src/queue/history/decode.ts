import { type Encoding, sniffEncoding } from './sniff.ts';

/** Bytes in, text out, piece by piece; pieces end anywhere but inside a character. */
export interface TextDecoding {
  /** As far as read: UTF-8 turns into Windows-1252 at the first byte that says so. */
  encoding: Encoding;
  pieces: AsyncGenerator<string>;
}

const ENOUGH_TO_SNIFF = 4096;

/** Decodes a file of unknown or given encoding. Throws `FileRefused` for what is no text; memory is one chunk. */
export async function decodeText(chunks: AsyncIterable<Uint8Array>, given?: Encoding): Promise<TextDecoding> {
  const bytes = chunks[Symbol.asyncIterator]();
  const start = await readStart(bytes);
  const encoding = given ?? sniffEncoding(start.subarray(0, ENOUGH_TO_SNIFF));
  const all = chain(start, bytes);
  if (encoding !== 'utf-8') return { encoding, pieces: decodeAs(all, encoding) };
  const decoding: Utf8Decoding = { encoding, mayBeWindows: given === undefined && !startsWithMark(start) };
  return Object.assign(decoding, { pieces: decodeUtf8(all, decoding) });
}

function startsWithMark(start: Uint8Array) {
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
}

async function readStart(bytes: AsyncIterator<Uint8Array>) {
  let start: Uint8Array = new Uint8Array();
  while (start.length < ENOUGH_TO_SNIFF) {
    const { value, done } = await bytes.next();
    if (done) break;
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  return start;
}

async function* chain(start: Uint8Array, bytes: AsyncIterator<Uint8Array>) {
  yield start;
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
}

async function* decodeAs(chunks: AsyncIterable<Uint8Array>, encoding: string) {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

interface Utf8Decoding {
  encoding: Encoding;
  /** No letter has been proper UTF-8 yet. */
  mayBeWindows: boolean;
  windows?: InstanceType<typeof TextDecoder>;
}

/** Cut after a plain character, so that a piece that is no UTF-8 can be read again as Windows-1252. */
async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>, decoding: Utf8Decoding) {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = endOfPlain(bytes);
    rest = bytes.subarray(end);
    yield decodePiece(bytes.subarray(0, end), decoding);
  }
  yield decodePiece(rest, decoding);
}

function endOfPlain(bytes: Uint8Array) {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! >= 0x80) end--;
  return end;
}

function decodePiece(bytes: Uint8Array, decoding: Utf8Decoding): string {
  if (decoding.windows) return decoding.windows.decode(bytes, { stream: true });
  const text = new TextDecoder().decode(bytes);
  const damaged = count(text, /\ufffd/g);
  const intact = count(text, /[^\0-\x7f\ufffd]/g);
  decoding.mayBeWindows &&= damaged > intact || intact === 0;
  if (damaged === 0 || !decoding.mayBeWindows) return text;
  // Only a streaming decoder reads 0x80–0x9F right: Node 20 takes a shortcut through Latin-1 otherwise.
  decoding.windows = new TextDecoder('windows-1252');
  decoding.encoding = 'windows-1252';
  return decodePiece(bytes, decoding);
}

function count(text: string, pattern: RegExp) {
  return text.match(pattern)?.length ?? 0;
}
