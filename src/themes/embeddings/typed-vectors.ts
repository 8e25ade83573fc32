import { quantised } from '../grouping/vectors.ts';
import type { Embed } from './embedder.ts';

const PATIENCE_MS = 300;
const REMEMBERED = 500;
const FAILURES_BORNE = 3;
const REST_MS = 60_000;

export type FindVector = (text: string) => Promise<Int8Array | undefined>;

/**
 * The vector of a text that somebody is typing; undefined when the endpoint takes longer than a third of a second. After three failures it
 * is left alone for a minute, so that nobody waits for one that is down. `clock` counts milliseconds.
 */
export function typedVectors(embed: Embed, clean: (text: string) => string | Promise<string>, clock: () => number): FindVector {
  const known = new Map<string, Int8Array | undefined>();
  let failures = 0;
  let restsUntil = 0;
  return async (text) => {
    const asked = await clean(text);
    if (known.has(asked)) return known.get(asked);
    if (clock() < restsUntil) return undefined;
    try {
      const [vector] = await embed([asked], PATIENCE_MS);
      failures = 0;
      return remember(known, asked, quantised(vector!));
    } catch {
      failures++;
      if (failures >= FAILURES_BORNE) [failures, restsUntil] = [0, clock() + REST_MS];
      return undefined;
    }
  };
}

function remember(known: Map<string, Int8Array | undefined>, text: string, vector: Int8Array | undefined) {
  if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
  known.set(text, vector);
  return vector;
}
