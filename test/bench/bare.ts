import { readFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import ejs from 'ejs';
import express from 'express';
import type { RecordedPage } from './record.ts';

/**
 * The baseline: Express, EJS and better-sqlite3 with nothing around them. It runs a page's queries as prepared statements and prints the
 * same bytes through one compiled EJS template, its markup as it is and its texts escaped; a report is one transaction of the same two
 * rows (the report and its event). It leaves out everything else that we do: session and person, settings, rights, security headers,
 * same-origin check, flash, log line, cleaning and checking of what was typed, and whatever JavaScript makes of the rows before they
 * are printed (who may take a seat, what a theme costs). It sets no ETag, as we do not. So no app can do it with less.
 *
 * Started as `bare.ts DATABASE RECORDED.json` with PORT set.
 */
const [file = '', recorded = ''] = process.argv.slice(2);
const db = new SQLite(file, { timeout: 10_000 });
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');

const app = express();
app.set('etag', false);
app.use(express.urlencoded({ extended: false }));

const template = ejs.compile('<% for (const { markup, text } of it.pieces) { %><%- markup %><%= text %><% } %>', {
  _with: false,
  localsName: 'it',
});

for (const { path, queries, pieces } of JSON.parse(readFileSync(recorded, 'utf8')) as RecordedPage[]) {
  const prepared = queries.map(({ sql, parameters }) => ({ statement: db.prepare(sql), parameters }));
  app.get(path, (_req, res) => {
    for (const { statement, parameters } of prepared) statement.all(...parameters);
    res.type('html').send(template({ pieces }));
  });
}

const insertReport = db.prepare(
  `insert into reports (kind, source, summary, search_text, client_key, shift_id, seconds_lost, severity, happened_at, reported_at)
   values (?, 'leader', ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const insertEvent = db.prepare(`insert into events (action, subject, subject_id, at) values ('report.added', 'report', ?, ?)`);
const keep = db.transaction((shiftId: string, body: Record<string, string>, at: string) => {
  const { kind, summary = '', clientKey, secondsLost, severity } = body;
  const words = [kind, summary, summary.toLowerCase(), clientKey, shiftId, secondsLost, severity, at, at];
  insertEvent.run(insertReport.run(...words).lastInsertRowid, at);
});
app.post('/shifts/:id/reports', (req, res) => {
  keep(req.params.id, req.body, new Date().toISOString());
  res.redirect(303, `/shifts/${req.params.id}/console`);
});

app.get('/health', (_req, res) => void res.json({ ok: true }));
app.listen(Number(process.env.PORT), '127.0.0.1');
