import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ejs from 'ejs';
import { expect, test } from 'vitest';

const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ejs'));
const partials = readdirSync('views/shared').map((file) => basename(file, '.ejs'));
const text = (file: string) => readFileSync(`views/${file}`, 'utf8');
const format = Object.fromEntries(
  ['when', 'whenIn', 'span', 'day', 'clock', 'ago', 'duration', 'hours', 'money', 'count', 'share'].map((name) => [name, String]),
);
const person = { id: 1, name: '<b>Ngozi</b>', roles: ['owner', 'csr'] };

async function galleryPage() {
  const options = { _with: false, localsName: 'it' };
  const locals = { title: 'Gallery', path: '/shifts/12', person, format, demo: true, flash: { kind: 'good', words: 'Done' } };
  const body = await ejs.renderFile('views/gallery.ejs', locals, options);
  return ejs.renderFile('views/layout.ejs', { ...locals, body }, options);
}

test.each(views)('%s escapes everything but whole views', (file) => {
  const raw = text(file).match(/<%-\s*\S+/g) ?? [];
  expect(raw.filter((tag) => !/include\(|it\.body$/.test(tag))).toEqual([]);
});

test.each(views.filter((file) => !file.startsWith('mail')))('%s carries no style and no script of its own', (file) => {
  expect(text(file)).not.toMatch(/\sstyle=|<style|<script(?! type="module" src)|\son\w+=/);
});

test.each(views)('%s is at most 60 lines', (file) => {
  expect(text(file).trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});

test('the one page of documentation names every partial', () => {
  const page = readFileSync('docs/look.md', 'utf8');
  expect(partials.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('the gallery shows every part without an empty place or an id twice', async () => {
  const html = await galleryPage();
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(html).not.toMatch(/undefined|\[object|NaN/);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('the layout shows whose page it is, where it is, and never trusts a name', async () => {
  const html = await galleryPage();
  expect(html).toContain('&lt;b&gt;Ngozi');
  expect(html).toMatch(/href="\/shifts" aria-current="true"/);
  expect(html).not.toContain('href="/people"');
});
