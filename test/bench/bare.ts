import { readFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import ejs from 'ejs';
import express from 'express';
import type { RecordedPage } from './record.ts';

/**
 * The baseline: Express, EJS and better-sqlite3 with nothing around them. It runs the same queries as prepared statements and prints
 * the same bytes through an EJS template; a report is one INSERT. Started as `bare.ts DATABASE RECORDED.json` with PORT set.
 */
const [file = '', recorded = ''] = process.argv.slice(2);
const db = new SQLite(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');

const app = express();
app.use(express.urlencoded({ extended: false }));

const template = ejs.compile('<% for (const piece of pieces) { %><%- piece.markup %><%= piece.text %><% } %>');

for (const { path, queries, pieces } of JSON.parse(readFileSync(recorded, 'utf8')) as RecordedPage[]) {
  const prepared = queries.map(({ sql, parameters }) => ({ statement: db.prepare(sql), parameters }));
  app.get(path, (_req, res) => {
    for (const { statement, parameters } of prepared) statement.all(...parameters);
    res.type('html').send(template({ pieces }));
  });
}

const insert = db.prepare(
  `insert into reports (kind, source, summary, search_text, happened_at, reported_at) values ('friction', 'csr', ?, ?, ?, ?)`,
);
app.post('/flags', (req, res) => {
  const at = new Date().toISOString();
  insert.run(req.body.summary, req.body.summary.toLowerCase(), at, at);
  res.redirect(303, '/flags');
});

app.get('/health', (_req, res) => void res.json({ ok: true }));
app.listen(Number(process.env.PORT), '127.0.0.1');
