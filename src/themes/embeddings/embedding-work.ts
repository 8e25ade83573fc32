import { quantised } from '../grouping/vectors.ts';
import type { Embed } from './embedder.ts';
import type { VectorStore } from './vector-store.ts';

const TEXTS_AT_ONCE = 32;
const MOST_A_RUN = 20;
const PATIENCE_MS = 20_000;

/**
 * Asks for the vectors that are missing, newest reports first. Stored texts have been cleaned of card numbers, phones and addresses. Returns
 * how many came; an endpoint that fails leaves the rest for the next run.
 */
export async function embedMissing(vectors: VectorStore, embed: Embed, model: string): Promise<number> {
  let kept = 0;
  for (let run = 0; run < MOST_A_RUN; run++) {
    const reports = await vectors.listMissing(model, TEXTS_AT_ONCE);
    if (reports.length === 0) return kept;
    const found = await embed(
      reports.map(({ summary, customerWords }) => `${summary}\n${customerWords ?? ''}`.trim()),
      PATIENCE_MS,
    );
    const rows = reports.map(({ id }, i) => ({ reportId: id, vector: quantised(found[i]!) ?? new Int8Array(found[i]!.length) }));
    await vectors.keep(model, rows);
    kept += rows.length;
  }
  return kept;
}
