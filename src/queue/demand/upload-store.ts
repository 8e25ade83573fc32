import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multer from 'multer';

export type UploadStore = ReturnType<typeof uploadStore>;

const LARGEST_BYTES = 1_000_000_000;
const KEPT_MILLISECONDS = 24 * 3_600_000;
const NAME = /^[0-9a-f-]{36}$/;

/** Uploaded files wait here, out of memory, until somebody has looked at their columns; a day later they are thrown away. */
export function uploadStore(folder = join(tmpdir(), `shadow-shift-uploads-${process.getuid?.() ?? 'own'}`)) {
  const storage = multer.diskStorage({
    destination: (_req, _file, done) => {
      try {
        done(null, ownFolder(folder));
      } catch (problem) {
        done(problem as Error, folder);
      }
    },
    filename: (_req, _file, done) => done(null, randomUUID()),
  });

  async function throwOldAway(now: Date) {
    for (const name of await readdir(folder).catch(() => [])) {
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

/** The temporary folder is everybody's: somebody else's folder of this name is not ours to fill. */
function ownFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid())) return folder;
  throw new Error(`${folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of your own.`);
}
