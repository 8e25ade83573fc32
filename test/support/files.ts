import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/command.ts';
import { root } from '../../src/web/root.ts';
import { NINE_AM } from './floor.ts';

/** A file that exists for one test. */
export function fileOf(content: string | Uint8Array, name = 'complaints.csv'): string {
  const file = join(folder(), name);
  writeFileSync(file, content);
  return file;
}

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'shadow-shift-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Real data that stands beside the project on some machines; undefined elsewhere. */
export function sharedFile(name: string): string | undefined {
  const file = join(root, '..', 'shared', 'data', name);
  return existsSync(file) ? file : undefined;
}

/** A command's two voices, kept. */
export function listen(env: NodeJS.ProcessEnv = {}) {
  const said = { out: '', err: '' };
  const io: Io = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    env,
    now: () => NINE_AM,
  };
  return { io, said };
}
