import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../../src/web/root.ts';
import { freePort } from '../bench/processes.ts';

/** The built server as a process of its own; resolves when it is open or has ended. Settings are its whole environment. */
export async function startServer(settings: Record<string, string>, ...words: string[]) {
  const port = await freePort();
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [join(root, 'dist/src/server.js'), ...words], {
    cwd: root,
    env: { PATH, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'silent', ...settings },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });

  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const open = new Promise((done) => child.stdout.on('data', () => said.out.includes(' open at ') && done(null)));
  await Promise.race([open, ended]);
  const end = (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    return ended;
  };
  return { address: `http://127.0.0.1:${port}`, said, ended, end };
}
