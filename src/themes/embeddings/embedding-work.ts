import { quantised } from '../grouping/vectors.ts';
import { type Embed, TextsDeclined } from './embedder.ts';
import type { Missing, VectorStore } from './vector-store.ts';

const TEXTS_AT_ONCE = 32;
const MOST_A_RUN = 20;
const PATIENCE_MS = 20_000;
/** Other jobs, mail among them, wait until this one ends. */
const LONGEST_RUN_MS = 60_000;

/**
 * Asks for the vectors that are missing, newest reports first. Stored texts have been cleaned of card numbers, phones and addresses. Returns
 * how many came; an endpoint that fails, or takes its time, leaves the rest for the next run. A text that it declines is left out, and asked
 * again then. `clock` counts milliseconds.
 */
export async function embedMissing(vectors: VectorStore, embed: Embed, model: string, clock: () => number): Promise<number> {
  const end = clock() + LONGEST_RUN_MS;
  const isOver = () => clock() >= end;
  let kept = 0;
  let below: number | undefined;
  for (let run = 0; run < MOST_A_RUN && !isOver(); run++) {
    const reports = await vectors.listMissing(model, TEXTS_AT_ONCE, below);
    if (reports.length === 0) return kept;
    const rows = await vectorsOf(reports, embed, isOver);
    await vectors.keep(model, rows);
    kept += rows.length;
    below = reports.at(-1)!.id;
  }
  return kept;
}

type Row = { reportId: number; vector: Int8Array };

/** One text that is declined shall not stand in the way of the others for good: then each is asked for by itself. */
async function vectorsOf(reports: readonly Missing[], embed: Embed, isOver: () => boolean): Promise<Row[]> {
  try {
    return await atOnce(reports, embed);
  } catch (problem) {
    if (!(problem instanceof TextsDeclined)) throw problem;
    const rows = await oneByOne(reports, embed, isOver);
    if (rows.length === 0) throw problem;
    return rows;
  }
}

async function atOnce(reports: readonly Missing[], embed: Embed): Promise<Row[]> {
  const found = await embed(reports.map(textOf), PATIENCE_MS);
  return reports.map(({ id }, i) => ({ reportId: id, vector: quantised(found[i]!) ?? new Int8Array(found[i]!.length) }));
}

async function oneByOne(reports: readonly Missing[], embed: Embed, isOver: () => boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const report of reports) {
    if (isOver()) return rows;
    try {
      rows.push(...(await atOnce([report], embed)));
    } catch (problem) {
      if (!(problem instanceof TextsDeclined)) throw problem;
    }
  }
  return rows;
}

const textOf = ({ summary, customerWords }: Missing) => `${summary}\n${customerWords ?? ''}`.trim();
