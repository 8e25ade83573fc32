import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { embedder, readVectors, TextsDeclined } from '../../../src/themes/embeddings/embedder.ts';
import { typedVectors } from '../../../src/themes/embeddings/typed-vectors.ts';

async function standIn(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/embeddings`;
}

const json =
  (body: unknown): RequestListener =>
  (_req, res) =>
    void res.setHeader('content-type', 'application/json').end(JSON.stringify(body));

test('texts go out with the model and the key, and their vectors come back in order', async () => {
  let heard: { key: string | undefined; body: string } | undefined;
  const url = await standIn(async (req, res) => {
    const parts = [];
    for await (const part of req) parts.push(part);
    heard = { key: req.headers.authorization, body: Buffer.concat(parts).toString() };
    json({
      data: [
        { index: 1, embedding: [0, 1] },
        { index: 0, embedding: [1, 0] },
      ],
    })(req, res);
  });
  expect(await embedder({ url, model: 'm', key: 'k' })(['one', 'two'], 1_000)).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(heard!.key).toBe('Bearer k');
  expect(JSON.parse(heard!.body)).toEqual({ model: 'm', input: ['one', 'two'], encoding_format: 'float' });
});

test.each<[string, RequestListener]>([
  ['an error', (_req, res) => void res.writeHead(500).end()],
  ['a redirect', (_req, res) => void res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['no JSON', (_req, res) => void res.end('<html>')],
  ['another shape', json({ vectors: [] })],
  ['nothing in time', () => {}],
])('an endpoint that answers with %s is refused', async (_, answer) => {
  const embed = embedder({ url: await standIn(answer), model: 'm', key: undefined });
  await expect(embed(['one'], 200)).rejects.toThrow();
});

function* withoutEnd() {
  yield '{"data":[';
  for (;;) yield ' '.repeat(100_000);
}

test.each([
  [400, true],
  [413, true],
  [500, true],
  [401, false],
  [429, false],
  [503, false],
])('an answer of %i may be about the texts: %j', async (status, aboutTexts) => {
  const embed = embedder({ url: await standIn((_req, res) => void res.writeHead(status).end()), model: 'm', key: undefined });
  const problem = await embed(['one'], 1_000).catch((thrown) => thrown);
  expect(problem.message).toBe(`EMBEDDINGS_URL answered ${status}`);
  expect(problem instanceof TextsDeclined).toBe(aboutTexts);
});

test.each([{}, { 'content-encoding': 'gzip' }])(
  'an answer without an end is left at the first byte too many, %j',
  async (headers) => {
    let left = false;
    const url = await standIn((_req, res) => {
      const packed = 'content-encoding' in headers ? [createGzip()] : [];
      pipeline([Readable.from(withoutEnd()), ...packed, res.writeHead(200, headers)], () => {
        left = true;
      });
    });
    await expect(embedder({ url, model: 'm', key: undefined })(['one'], 20_000)).rejects.toThrow('answered too much');
    await vi.waitFor(() => expect(left).toBe(true));
  },
);

test.each([
  { data: [{ index: 0, embedding: [1, 0] }] },
  {
    data: [
      { index: 0, embedding: [1, 0] },
      { index: 2, embedding: [1, 0] },
    ],
  },
  {
    data: [
      { index: 0, embedding: [1, 0] },
      { index: 1, embedding: [1, 0, 0] },
    ],
  },
  {
    data: [
      { index: 0, embedding: [1, Number.NaN] },
      { index: 1, embedding: [1, 0] },
    ],
  },
])('vectors that are too few, double or of several sizes are refused', (given) => {
  expect(() => readVectors(given, 2)).toThrow('EMBEDDINGS_URL');
});

test('an endpoint that fails is left alone for a minute, and texts asked before are remembered', async () => {
  const asked: string[] = [];
  let [down, clock] = [false, 0];
  const embed = async (texts: readonly string[]) => {
    asked.push(...texts);
    if (down) throw new Error('down');
    return texts.map(() => [1, 0]);
  };
  const find = typedVectors(
    embed,
    (text) => text.replace('0123', '[card]'),
    () => clock,
  );
  expect(await find('pay 0123')).toEqual(Int8Array.of(127, 0));
  down = true;
  expect(await find('pay 0123')).toEqual(Int8Array.of(127, 0));
  for (const text of ['a', 'b', 'c', 'd', 'e']) expect(await find(text)).toBeUndefined();
  expect(asked).toEqual(['pay [card]', 'a', 'b', 'c']);
  [down, clock] = [false, 60_001];
  expect(await find('f')).toEqual(Int8Array.of(127, 0));
});
