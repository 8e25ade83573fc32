import { type History, type HistoryChoice, readHistory } from '../../../src/queue/history/read-history.ts';

export const BERLIN: HistoryChoice = { zone: 'Europe/Berlin', intervalMinutes: 30 };
export const UTC: HistoryChoice = { zone: 'UTC', intervalMinutes: 30 };

/** Reads a file given as text or bytes, in chunks of a size that cuts lines and characters. */
export function read(content: string | Uint8Array, choice: HistoryChoice = UTC, chunkBytes = 1000): Promise<History> {
  return readHistory(chunksOf(Buffer.from(content as string), chunkBytes), choice);
}

export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function lines(...texts: string[]): string {
  return `${texts.join('\n')}\n`;
}
