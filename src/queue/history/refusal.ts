/** A line that was not taken, and why, in words with a next step. */
export interface Refusal {
  line: number;
  reason: string;
}

/** The whole file cannot be taken. */
export class FileRefused extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.name = 'FileRefused';
    this.line = line;
  }
}

/** Refusals as they are met: the first thousand in full, the rest counted, so that a hopeless file takes no memory. */
export interface Refusals {
  kept: Refusal[];
  count: number;
}

const MOST_KEPT = 1000;

export function refuse(refusals: Refusals, line: number, reason: string): void {
  refusals.count++;
  if (refusals.kept.length < MOST_KEPT) refusals.kept.push({ line, reason });
}
