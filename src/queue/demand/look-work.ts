import { createReadStream } from 'node:fs';
import { rankDelimiters, splitCells } from '../history/cells.ts';
import type { RowKind } from '../history/columns.ts';
import { decodeText } from '../history/decode.ts';
import { readLines } from '../history/lines.ts';
import { readHistory } from '../history/read-history.ts';
import type { ImportChoice } from './history-store.ts';

/** What a file seems to be, before anything is taken. */
export interface Look {
  kind: RowKind | 'queue_log' | undefined;
  /** Which heading is taken for what: a role of headings.ts → the place of its column, from 1. */
  columns: Record<string, number>;
  headings: string[];
  rows: string[][];
  /** Queues that the first lines name. */
  queues: string[];
  /** Why it cannot be read yet, at which line. */
  problem: { line: number; reason: string } | undefined;
  refused: { line: number; reason: string }[];
}

const HEAD_BYTES = 120_000;
const ROWS_SHOWN = 5;
const QUEUES_SHOWN = 50;

/** Looks into the first lines of a file as an import would. */
export async function lookInto(path: string, choice: ImportChoice): Promise<Look> {
  const history = await readHistory(headOf(path), choice);
  const { format, taken, refused } = history;
  const queues = [...new Set(Array.from(history.records(), ({ queue }) => queue))].filter((name) => name !== '');
  const table = format && 'table' in format ? format.table : undefined;
  const cells = await firstRows(path).catch(() => []);
  const headings = table?.headings ?? cells[0] ?? [];
  return {
    kind: format?.kind,
    columns: Object.fromEntries(Object.entries(table?.columns ?? {}).map(([role, column]) => [role, column.at + 1])),
    headings: headings.slice(0, QUEUES_SHOWN),
    rows: cells.slice(table ? 1 : 0, ROWS_SHOWN + 1),
    queues: queues.slice(0, QUEUES_SHOWN),
    problem: taken === 0 ? refused[0] : undefined,
    refused: refused.slice(0, ROWS_SHOWN),
  };
}

const headOf = (path: string) => createReadStream(path, { end: HEAD_BYTES - 1 });

async function firstRows(path: string): Promise<string[][]> {
  const { pieces } = await decodeText(headOf(path));
  for await (const lines of readLines(pieces)) {
    const written = lines.filter(({ text }) => text.trim() !== '').slice(0, ROWS_SHOWN + 1);
    const [delimiter] = rankDelimiters(written);
    return delimiter ? written.map(({ text }) => splitCells(text, delimiter) ?? []) : [];
  }
  return [];
}
