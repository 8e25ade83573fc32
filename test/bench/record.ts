import { once } from 'node:events';
import { createServer } from 'node:http';
import pino from 'pino';
import { createApp } from '../../src/app.ts';
import { databaseOver, openSqlite, sqliteDialect } from '../../src/database/open.ts';
import { ask } from './load.ts';

/** What a bare app needs to serve the same bytes from the same rows: the page's queries, and its text in pieces. */
export interface RecordedPage {
  path: string;
  queries: { sql: string; parameters: unknown[] }[];
  pieces: { markup: string; text: string }[];
}

/** Serves the product in this process once, listening to its queries, and takes each page apart. */
export async function recordPages(file: string, cookie: string, paths: string[]): Promise<RecordedPage[]> {
  const heard: RecordedPage['queries'] = [];
  const dialect = sqliteDialect(openSqlite(file));
  const log = (event: { query: { sql: string; parameters: readonly unknown[] } }) =>
    void heard.push({ sql: event.query.sql, parameters: [...event.query.parameters] });
  const db = databaseOver(dialect, log);
  const site = { baseUrl: 'http://localhost', trustProxy: 0, demo: false, cachedViews: true, smtp: false };
  const server = createServer(createApp({ db, now: () => new Date(), log: pino({ level: 'silent' }), ...site })).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const { port } = server.address() as { port: number };

  const pages = [];
  for (const path of paths) {
    const get = () => ask({ port, path, headers: { cookie }, expects: 200 });
    await get();
    heard.length = 0;
    const html = await get();
    pages.push({ path, queries: heard.filter(({ sql }) => !isOverhead(sql)), pieces: piecesOf(html) });
  }
  server.close();
  await db.destroy();
  return pages;
}

/** A bare app has no sessions and no settings. */
const isOverhead = (sql: string) => /"(sessions|settings)"/.test(sql) || !/^\s*(select|with)/i.test(sql);

/** Markup and the text that follows it, in turn: a template prints the one as it is and escapes the other. */
function piecesOf(html: string) {
  return [...html.matchAll(/((?:<[^>]*>\s*)+)([^<]*)/g)].map(([, markup = '', text = '']) => ({ markup, text: plain(text) }));
}

const NAMES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const plain = (text: string) => text.replace(/&(?:lt|gt|quot|#39|amp);/g, (name) => NAMES[name] ?? name);
