import { z } from 'zod';

export interface EmbeddingsConfig {
  /** An OpenAI-compatible endpoint: `https://host/v1/embeddings`. */
  url: string;
  model: string;
  key: string | undefined;
}

/** Vectors of texts, in their order. Throws when the endpoint is down, slow or answers with something else; TextsDeclined when they may be why. */
export type Embed = (texts: readonly string[], patienceMs: number) => Promise<number[][]>;

/** The endpoint takes other texts perhaps: one of these may be longer than its model reads. */
export class TextsDeclined extends Error {}

/** What servers answer to such a text: OpenAI 400, text-embeddings-inference 413 and 422, llama.cpp 500. */
const DECLINING = [400, 413, 422, 500];

const MOST_NUMBERS = 4_096;
const MOST_LETTERS = 4_000;
/** Of JSON for one text: 4,096 numbers of some fifty digits each. */
const MOST_BYTES_A_TEXT = 200_000;

/** https://platform.openai.com/docs/api-reference/embeddings; many servers that one runs oneself speak it too. */
export const embedder =
  ({ url, model, key }: EmbeddingsConfig, get: typeof fetch = fetch): Embed =>
  async (texts, patienceMs) => {
    const response = await get(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({
        model,
        input: texts.map((text) => text.slice(0, MOST_LETTERS).toWellFormed()),
        encoding_format: 'float',
      }),
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    });
    if (DECLINING.includes(response.status)) throw new TextsDeclined(`EMBEDDINGS_URL answered ${response.status}`);
    if (!response.ok) throw new Error(`EMBEDDINGS_URL answered ${response.status}`);
    return readVectors(await readJson(response, texts.length * MOST_BYTES_A_TEXT), texts.length);
  };

/** Stops at the first byte too many: an answer without an end would hold up every request of this process. */
async function readJson(response: Response, mostBytes: number): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new Error('EMBEDDINGS_URL answered too much');
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

const answer = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(2).max(MOST_NUMBERS) })),
});

/** One vector a text, all of one size, in the order of the texts. */
export function readVectors(given: unknown, many: number): number[][] {
  const read = answer.safeParse(given);
  if (!read.success) throw new Error('EMBEDDINGS_URL answered with something else than embeddings');
  const vectors: number[][] = [];
  for (const { index, embedding } of read.data.data) vectors[index] = embedding;
  const size = vectors[0]?.length;
  const whole = vectors.length === many && Object.keys(vectors).length === many && vectors.every(({ length }) => length === size);
  if (!whole)
    throw new Error(`EMBEDDINGS_URL answered with ${read.data.data.length} vectors for ${many} texts, or of several sizes`);
  return vectors;
}
