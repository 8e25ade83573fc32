import { existsSync, readFileSync } from 'node:fs';
import type { Load } from '../../src/queue/erlang.ts';

const FILE = '../shared/data/queue/erlang_vectors_dev.json';

/** Exact figures, computed elsewhere to 21 digits; `published` is kept in the file for the story only. */
export interface Vector {
  id: string;
  kind: string;
  inputs: Record<string, string | number>;
  exact: Record<string, string | number>;
}

/** None where the data is not at hand. */
export function readVectors(kind: RegExp): Vector[] {
  if (!existsSync(FILE)) return [];
  const { vectors } = JSON.parse(readFileSync(FILE, 'utf8')) as { vectors: Vector[] };
  return vectors.filter((vector) => kind.test(vector.kind));
}

export function loadOf({ inputs }: Vector): Load {
  const patience = inputs.patience_s === undefined ? {} : { patienceSeconds: number(inputs.patience_s) };
  return {
    calls: number(inputs.calls ?? inputs.offered_load),
    intervalSeconds: number(inputs.interval_s ?? inputs.aht_s ?? 1),
    handleSeconds: number(inputs.aht_s ?? 1),
    targetSeconds: number(inputs.target_s ?? 0),
    ...patience,
  };
}

/** Numbers are written as numbers, as text or as fractions ("375/2"). */
export function number(written: string | number | undefined): number {
  const [top, bottom = 1] = String(written).split('/').map(Number);
  return top! / bottom;
}
