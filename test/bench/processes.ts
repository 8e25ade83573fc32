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

/** Starts a Node program that listens on PORT and waits until it answers; it ends with `stop`. */
export async function start(words: string[], env: Record<string, string>, path: string): Promise<Running> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${words.join(' ')} ended with ${child.exitCode}`);
    const answered = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' }).catch(() => undefined);
    if (answered) return { port, child, startedInMs: performance.now() - from };
    await new Promise((done) => setTimeout(done, 10));
  }
}

export async function stop({ child }: Running) {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
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

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
