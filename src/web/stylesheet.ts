import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { root } from './root.ts';

/** Answers with public/css/index.css and all it imports as one sheet, joined once when `cached`. */
export function stylesheet({ cached }: { cached: boolean }): RequestHandler {
  const folder = join(root, 'public', 'css');
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const joined = () => joinStylesheet(read('index.css'), read);
  const kept = cached ? joined() : undefined;
  return (_req, res) =>
    void res
      .type('css')
      .set('Cache-Control', cached ? 'public, max-age=3600' : 'no-cache')
      .send(kept ?? joined());
}

const IMPORT = /@import url\("([^"]+)"\) layer\((\w+)\);/g;

/**
 * Joins an index of layered imports into one stylesheet, so that a page waits for one answer instead of forty.
 * `read` gives the text of a file named as in the index. Comments and spare white space are left out.
 */
export function joinStylesheet(index: string, read: (file: string) => string): string {
  const sheet = index.replace(IMPORT, (_line, file: string, layer: string) => `@layer ${layer}{${read(file)}}`);
  return squeeze(sheet);
}

function squeeze(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replaceAll(';}', '}')
    .trim();
}
