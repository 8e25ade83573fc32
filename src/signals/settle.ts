import type { Complaint } from './complaint.ts';
import { sortDoubles } from './doubles.ts';
import { LONGEST_NAME, type Signal } from './signal.ts';

export type Clean = (text: string) => string | Promise<string>;

/** A signal, with the number of the line or row that says it. */
export interface Placed extends Signal {
  line: number;
  /** All that was written for it: the very same twice is one. */
  written: string;
}

export interface RefusedLine {
  line: number;
  reason: string;
}

export interface Settled<S> {
  /** By source and topic, each topic and period once. */
  signals: S[];
  repeated: number;
  /** A sentence a line, by line. */
  refused: RefusedLine[];
}

const LONGEST_QUOTE = 80;

/** Cleans what was read of names that are not for us, then refuses what says one topic and period twice. `word` is “Line” or “Row”. */
export async function settle<S extends Placed>(
  read: { signals: readonly S[]; refused: readonly (Complaint & { line: number })[] },
  word: 'Line' | 'Row',
  clean: Clean,
): Promise<Settled<S>> {
  const cleaned = await withCleanNames(read.signals, clean);
  const { once, repeated, refused } = sortDoubles(cleaned, ({ line }) => `${word} ${line}`);
  const doubled = refused.map(({ signal, complaint }) => ({ ...complaint, line: signal.line }));
  const sentences = new Map<number, string>();
  for (const complaint of [...read.refused, ...doubled])
    if (!sentences.has(complaint.line)) sentences.set(complaint.line, await sentenceOf(complaint, clean));
  const inOrder = [...sentences].map(([line, reason]) => ({ line, reason })).toSorted((a, b) => a.line - b.line);
  return { signals: once, repeated, refused: inOrder };
}

async function withCleanNames<S extends Placed>(signals: readonly S[], clean: Clean): Promise<S[]> {
  const known = new Map<string, string>();
  for (const name of new Set(signals.flatMap(({ source, topic }) => [source, topic])))
    known.set(name, (await clean(name)).slice(0, LONGEST_NAME).toWellFormed());
  return signals.map((signal) => ({ ...signal, source: known.get(signal.source)!, topic: known.get(signal.topic)! }));
}

/** Cleaned first and cut then: a number that is cut in two is no longer recognised. */
const sentenceOf = async ({ quoted, say }: Complaint, clean: Clean) =>
  say((await clean(quoted)).slice(0, LONGEST_QUOTE).toWellFormed());
