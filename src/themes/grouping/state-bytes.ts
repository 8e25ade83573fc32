import type { SavedState } from './state.ts';

const COLUMNS = { Int8Array, Uint8Array, Int32Array, Float32Array, Float64Array };
type ColumnName = keyof typeof COLUMNS;
type Column = InstanceType<(typeof COLUMNS)[ColumnName]>;

/** Where a column stands in the bytes, in place of its values. */
interface ColumnAt {
  column: ColumnName;
  start: number;
  length: number;
}

const ALIGNED_BYTES = 8;
const HEADER_BYTES = 8;

/** One file of a state: the length of the heading, the heading (JSON), then all columns as they lie in memory (little-endian). */
export function stateToBytes(saved: SavedState): Uint8Array {
  const columns: Column[] = [];
  let end = 0;
  const heading = JSON.stringify(saved, (_, value: unknown) => {
    if (!isColumn(value)) return value;
    const at: ColumnAt = { column: value.constructor.name as ColumnName, start: end, length: value.length };
    columns.push(value);
    end += aligned(value.byteLength);
    return at;
  });
  const head = new TextEncoder().encode(heading);
  const start = HEADER_BYTES + aligned(head.length);
  const bytes = new Uint8Array(start + end);
  new DataView(bytes.buffer).setFloat64(0, head.length, true);
  bytes.set(head, HEADER_BYTES);
  let at = start;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += aligned(column.byteLength);
  }
  return bytes;
}

/** The state in such a file; a sentence when it was cut short. Columns are copied, so the bytes can go. */
export function stateFromBytes(bytes: Uint8Array): SavedState {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < HEADER_BYTES ? Number.NaN : view.getFloat64(0, true);
  if (!(length > 0 && HEADER_BYTES + length <= bytes.length)) throw new Error(CUT_SHORT);
  const heading = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + length));
  const start = HEADER_BYTES + aligned(length);
  return JSON.parse(heading, (_, value: unknown) => (isColumnAt(value) ? readColumn(bytes, start, value) : value)) as SavedState;
}

const CUT_SHORT = 'The saved grouping state is cut short; delete it and let the engine count the reports again.';

const aligned = (length: number) => Math.ceil(length / ALIGNED_BYTES) * ALIGNED_BYTES;

const isColumn = (value: unknown): value is Column => ArrayBuffer.isView(value) && value.constructor.name in COLUMNS;

const isColumnAt = (value: unknown): value is ColumnAt =>
  typeof value === 'object' && value !== null && 'column' in value && 'start' in value && 'length' in value;

function readColumn(bytes: Uint8Array, from: number, { column, start, length }: ColumnAt): Column {
  const size = COLUMNS[column].BYTES_PER_ELEMENT * length;
  const at = bytes.byteOffset + from + start;
  if (from + start + size > bytes.length) throw new Error(CUT_SHORT);
  return new COLUMNS[column](bytes.buffer.slice(at, at + size) as ArrayBuffer);
}
