import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multer from 'multer';

export type UploadStore = ReturnType<typeof uploadStore>;

const LARGEST_BYTES = 1_000_000_000;
const KEPT_MILLISECONDS = 24 * 3_600_000;
const NAME = /^[0-9a-f-]{36}$/;

/** Uploaded files wait here, out of memory, until somebody has looked at their columns; a day later they are thrown away. */
export function uploadStore(folder = join(tmpdir(), 'shadow-shift-uploads')) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const storage = multer.diskStorage({ destination: folder, filename: (_req, _file, done) => done(null, randomUUID()) });

  async function throwOldAway(now: Date) {
    for (const name of await readdir(folder)) {
      const file = await stat(join(folder, name)).catch(() => undefined);
      if (NAME.test(name) && file && now.getTime() - file.mtimeMs > KEPT_MILLISECONDS) await remove(name);
    }
  }

  const remove = (name: string) => (NAME.test(name) ? rm(join(folder, name), { force: true }) : Promise.resolve());

  return {
    receive: multer({ storage, limits: { fileSize: LARGEST_BYTES, files: 1 } }).single('file'),
    /** Where a file is; undefined when it is no longer on this machine. */
    async find(name: string): Promise<string | undefined> {
      const path = join(folder, name);
      return NAME.test(name) && (await stat(path).catch(() => undefined)) ? path : undefined;
    },
    remove,
    throwOldAway,
  };
}
