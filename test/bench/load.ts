import http from 'node:http';

export interface Target {
  port: number;
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  /** Asked anew for each request: no two bodies need be alike. */
  body?: () => string;
  /** The status that counts as an answer. Anything else ends the bench: a refused request is fast and proves nothing. */
  expects: number;
}

const CONNECTIONS = 8;
const LONGEST_ANSWER_MS = 20_000;

/** A closed loop of eight kept connections, over `seconds`. */
async function load({ target, processorMs }: Side, seconds: number): Promise<Loaded> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const [started, used] = [performance.now(), processorMs()];
  const until = started + seconds * 1_000;
  const counts = await Promise.all(Array.from({ length: CONNECTIONS }, () => askUntil(target, agent, until)));
  agent.destroy();
  const requests = counts.reduce((sum, count) => sum + count, 0);
  const usedNow = processorMs();
  return {
    rps: requests / ((performance.now() - started) / 1_000),
    cpuMs: used === undefined || usedNow === undefined ? Number.NaN : (usedNow - used) / requests,
  };
}

async function askUntil(target: Target, agent: http.Agent, until: number) {
  let count = 0;
  while (performance.now() < until) {
    await ask(target, agent);
    count += 1;
  }
  return count;
}

/** One request; its body's text. */
export function ask({ port, method = 'GET', path, headers = {}, body, expects }: Target, agent?: http.Agent): Promise<string> {
  const text = body?.();
  const size = text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, method, path, ...(agent ? { agent } : {}), headers: { ...headers, ...size } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          answer.statusCode === expects
            ? resolve(Buffer.concat(parts).toString())
            : reject(new Error(`${method} ${path} answered ${answer.statusCode}`)),
        );
      },
    );
    request.setTimeout(LONGEST_ANSWER_MS, () => request.destroy(new Error(`${method} ${path} did not answer`)));
    request.on('error', reject);
    request.end(text);
  });
}

/** A target, and the processor time its server has used so far (undefined where nobody knows). */
export interface Side {
  target: Target;
  processorMs: () => number | undefined;
}

interface Loaded {
  rps: number;
  /** Milliseconds of processor a request. */
  cpuMs: number;
}

/**
 * Both in turn, round by round, so that a machine whose speed drifts slows both: the median ratio of their requests per second, and of
 * the processor time each spends on a request, which neighbours on the machine disturb less.
 */
export async function compared(ours: Side, bare: Side, { rounds = 5, seconds = 1 } = {}) {
  await load(ours, seconds);
  await load(bare, seconds);
  const pairs: { ours: Loaded; bare: Loaded }[] = [];
  for (let round = 0; round < rounds; round++) pairs.push({ ours: await load(ours, seconds), bare: await load(bare, seconds) });
  const of = (value: (pair: { ours: Loaded; bare: Loaded }) => number) => middle(pairs.map(value));
  return {
    rps: of((pair) => pair.ours.rps),
    bare_rps: of((pair) => pair.bare.rps),
    ratio: of((pair) => pair.ours.rps / pair.bare.rps),
    cpu_ms: of((pair) => pair.ours.cpuMs),
    bare_cpu_ms: of((pair) => pair.bare.cpuMs),
    cpu_ratio: of((pair) => pair.bare.cpuMs / pair.ours.cpuMs),
  };
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Milliseconds of one request at a time: median and 95th percentile. */
export async function milliseconds(target: Target, times = 40) {
  const agent = new http.Agent({ keepAlive: true });
  const taken = [];
  for (let n = 0; n < times + 5; n++) {
    const from = performance.now();
    await ask(target, agent);
    if (n >= 5) taken.push(performance.now() - from);
  }
  agent.destroy();
  const sorted = taken.toSorted((a, b) => a - b);
  return { ms_p50: sorted[sorted.length >> 1]!, ms_p95: sorted[Math.floor(sorted.length * 0.95)]! };
}
