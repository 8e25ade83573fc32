import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ejs from 'ejs';

type It = Record<string, unknown>;
type Render = (it: It) => string;
type Compiled = (
  it: It,
  escapeText: typeof escapeHtml,
  include: (path: string, locals?: It) => string,
  rethrow: (problem: unknown) => never,
) => string;

/**
 * EJS with one name for every local (`it`), no `with`, and an include of our own: EJS's looks the file up and copies all locals
 * twice at each call, which was three quarters of a page's time. A partial's `it` holds what it is handed, `format` and `person`: nothing of the page leaks in.
 * `cached` keeps each compiled view for the life of the process; without it an edit shows on the next request.
 */
export function viewEngine({ cached }: { cached: boolean }) {
  const views = new Map<string, Render>();

  const view = (file: string): Render => {
    const render = (cached && views.get(file)) || compile(file, (path) => view(resolve(dirname(file), `${path}.ejs`)));
    views.set(file, render);
    return render;
  };

  return (file: string, it: object, done: (error: unknown, html?: string) => void) => {
    try {
      done(null, view(file)(it as It));
    } catch (error) {
      done(error);
    }
  };
}

function compile(file: string, partial: (path: string) => Render): Render {
  const template = new ejs.Template(readFileSync(file, 'utf8'), {
    filename: file,
    _with: false,
    localsName: 'it',
    compileDebug: false,
  });
  template.compile();
  const run = new Function(
    'it',
    'escapeFn',
    'include',
    'rethrow',
    (template as unknown as { source: string }).source,
  ) as Compiled;
  const rethrow = (problem: unknown): never => {
    throw problem;
  };
  return (it) => {
    const include = (path: string, locals?: It) => partial(path)({ format: it.format, person: it.person, ...locals });
    return run(it, escapeHtml, include, rethrow);
  };
}

const SPECIAL = /[&<>"']/;
const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Most text holds nothing to escape: looking first is faster than replacing. */
export function escapeHtml(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = String(value);
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (mark) => MARKS[mark]!) : text;
}
