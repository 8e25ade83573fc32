import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, found from here upward: the same from `src/` and from the build in `dist/`. */
export const root = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return findRoot(dirname(folder));
}
