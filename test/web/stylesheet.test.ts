import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { joinStylesheet } from '../../src/web/stylesheet.ts';

const read = (file: string) => readFileSync(`public/css/${file}`, 'utf8');
const index = read('index.css');

test('wraps each import in its layer and keeps the order', () => {
  const joined = joinStylesheet(
    '@layer a, b;\n@import url("x.css") layer(a);\n@import url("y.css") layer(b);',
    (file) => `.${file[0]} { color: red; }`,
  );
  expect(joined).toBe('@layer a, b;@layer a{.x{color: red}}@layer b{.y{color: red}}');
});

test('leaves out comments and keeps what is quoted', () => {
  expect(joinStylesheet('/* why */ p { font-family: "Segoe UI" }', read)).toBe('p{font-family: "Segoe UI"}');
});

test('says which file is missing', () => {
  expect(() => joinStylesheet('@import url("gone.css") layer(base);', read)).toThrow('gone.css');
});

test('the whole look is one answer under 40 KB', () => {
  const joined = joinStylesheet(index, read);
  expect(joined).not.toContain('@import');
  expect(Buffer.byteLength(joined)).toBeLessThan(40_000);
});

test('the index names every component', () => {
  const files = readdirSync('public/css/components');
  expect(files.filter((file) => !index.includes(`"components/${file}"`))).toEqual([]);
});

test.each(readdirSync('public/css/components'))('%s is at most 80 lines', (file) => {
  expect(read(`components/${file}`).trimEnd().split('\n').length).toBeLessThanOrEqual(80);
});
