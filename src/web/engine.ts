import { readFileSync } from 'node:fs';
import ejs from 'ejs';

type Render = (it: object) => string;

/**
 * EJS with one name for every local (`it`) and no `with`, which more than halves the time of a page.
 * `cached` keeps each compiled view for the life of the process; without it an edit shows on the next request.
 */
export function viewEngine({ cached }: { cached: boolean }) {
  const compiled = new Map<string, Render>();

  return (file: string, it: object, done: (error: unknown, html?: string) => void) => {
    try {
      const render = compiled.get(file) ?? compile(file, cached);
      if (cached) compiled.set(file, render);
      done(null, render(it));
    } catch (error) {
      done(error);
    }
  };
}

function compile(file: string, cached: boolean): Render {
  const text = readFileSync(file, 'utf8');
  return ejs.compile(text, {
    filename: file,
    cache: cached,
    _with: false,
    localsName: 'it',
    escape: escapeHtml,
  } as ejs.Options) as Render;
}

const SPECIAL = /[&<>"']/;
const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Most text holds nothing to escape: looking first is faster than replacing. */
export function escapeHtml(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = String(value);
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (mark) => MARKS[mark]!) : text;
}
