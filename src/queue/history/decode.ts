import { type Encoding, sniffEncoding } from './sniff.ts';

/** Bytes in, text out, piece by piece; pieces end anywhere but inside a character. */
export interface TextDecoding {
  encoding: Encoding;
  pieces: AsyncGenerator<string>;
}

const ENOUGH_TO_SNIFF = 4096;

/** Decodes a file of unknown or given encoding. Throws `FileRefused` for what is no text; memory is one chunk. */
export async function decodeText(chunks: AsyncIterable<Uint8Array>, given?: Encoding): Promise<TextDecoding> {
  const bytes = chunks[Symbol.asyncIterator]();
  const start = await readStart(bytes);
  const sniffed = sniffEncoding(start.subarray(0, ENOUGH_TO_SNIFF));
  const encoding = given ?? sniffed;
  const all = chain(start, bytes);
  return { encoding, pieces: encoding.startsWith('utf-8') ? decodeUtf8(all, encoding === 'utf-8?') : decodeAs(all, encoding) };
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

/** Cut after a plain character, so that a piece that is no UTF-8 can be read again as Windows-1252. */
async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>, mayBeWindows: boolean) {
  let rest: Uint8Array = new Uint8Array();
  let state: Utf8State = { mayBeWindows };
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = endOfPlain(bytes);
    const piece = decodePiece(bytes.subarray(0, end), state);
    state = piece.state;
    rest = bytes.subarray(end);
    yield piece.text;
  }
  yield decodePiece(rest, state).text;
}

interface Utf8State {
  mayBeWindows: boolean;
  windows?: InstanceType<typeof TextDecoder>;
}

function endOfPlain(bytes: Uint8Array) {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! >= 0x80) end--;
  return end;
}

function decodePiece(bytes: Uint8Array, state: Utf8State): { text: string; state: Utf8State } {
  if (state.windows) return { text: state.windows.decode(bytes, { stream: true }), state };
  const text = new TextDecoder().decode(bytes);
  const damaged = count(text, /\ufffd/g);
  const intact = count(text, /[^\0-\x7f\ufffd]/g);
  if (damaged <= intact || !state.mayBeWindows) return { text, state: { mayBeWindows: state.mayBeWindows && intact === 0 } };
  // Only a streaming decoder reads 0x80–0x9F right: Node 20 takes a shortcut through Latin-1 otherwise.
  return decodePiece(bytes, { mayBeWindows: true, windows: new TextDecoder('windows-1252') });
}

function count(text: string, pattern: RegExp) {
  return text.match(pattern)?.length ?? 0;
}
