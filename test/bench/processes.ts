import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

export interface Running {
  port: number;
  child: ChildProcess;
  /** Milliseconds from the spawn to the first answer. */
  startedInMs: number;
}

const LONGEST_START_MS = 30_000;
const LONGEST_STOP_MS = 5_000;
const running = new Set<ChildProcess>();

/** However this process ends, the servers it started end with it: a server left behind would hold our terminal, and a port. */
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a Node program that listens on PORT and waits until it answers, thirty seconds at most; it ends with `stop`. */
export async function start(words: string[], env: Record<string, string>, path: string): Promise<Running> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.stderr?.pipe(process.stderr);
  while (performance.now() - from < LONGEST_START_MS) {
    if (child.exitCode !== null) throw new Error(`${words.join(' ')} ended with ${child.exitCode}`);
    if (await answers(`http://127.0.0.1:${port}${path}`)) return { port, child, startedInMs: performance.now() - from };
    await new Promise((done) => setTimeout(done, 10));
  }
  child.kill('SIGKILL');
  throw new Error(`${words.join(' ')} did not answer ${path} within ${LONGEST_START_MS / 1_000} s`);
}

const answers = (address: string) =>
  fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(2_000) }).catch(() => undefined);

/** Asks it to end, and insists after five seconds. */
export async function stop({ child }: Running) {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
  await ended;
  clearTimeout(insist);
}

/** Resident memory in megabytes, as the kernel counts it; undefined where /proc is not there. */
export function residentMb({ child }: Running): number | undefined {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
    return line ? Number(line[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

const TICKS_PER_SECOND = 100;

/** Milliseconds of processor that it has used so far, as the kernel counts it; undefined where /proc is not there. */
export function processorMs({ child }: Running): number | undefined {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1_000;
  } catch {
    return undefined;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
