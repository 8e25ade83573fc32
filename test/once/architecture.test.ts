import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => normalize(`src/${file}`));

const text = (file: string) => readFileSync(file, 'utf8');
const imports = (file: string) => [...text(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]!);
const ownImports = (file: string) =>
  imports(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)));
const feature = (file: string) => file.split('/')[1]!;

const ROOMS_WITHOUT_RULES = ['database', 'web', 'jobs'];
const isPlumbing = (file: string) =>
  /(store|routes|feature|work|mail|command|welcome|worker)\.ts$/.test(basename(file)) ||
  /^src\/[\w-]+\.ts$/.test(file) ||
  ROOMS_WITHOUT_RULES.includes(feature(file));
const rules = files.filter((file) => !isPlumbing(file));
const OUTSIDE =
  /^(express|kysely|pg|better-sqlite3|nodemailer|node-cron|pino|multer|node:(fs|http|net|child_process|worker_threads).*)$/;

test.each(rules)('%s decides without touching the outside world', (file) => {
  expect(imports(file).filter((name) => OUTSIDE.test(name))).toEqual([]);
  expect(
    ownImports(file).filter((name) => /(store|routes)\.ts$/.test(name) && !/^import type/m.test(importLine(file, name))),
  ).toEqual([]);
});

test.each(files.filter((file) => !/^src\/(server|cli)\.ts$/.test(file)))('%s has no clock and no chance of its own', (file) => {
  expect(text(file)).not.toMatch(/new Date\(\)|Date\.now\(\)|Math\.random\(\)/);
  expect(text(file)).not.toMatch(/process\.env(?!:)/);
});

test.each(files)('%s imports nobody’s store or routes but its own', (file) => {
  if (['src/app.ts', 'src/server.ts', 'src/cli.ts'].includes(file) || feature(file) === 'jobs') return;
  const foreign = ownImports(file).filter((name) => feature(name) !== feature(file) && /(store|routes)\.ts$/.test(name));
  expect(foreign.filter((name) => !/^import type/m.test(importLine(file, name)))).toEqual([]);
});

test.each(files.filter((file) => feature(file) === 'web'))('%s knows no feature but the person', (file) => {
  const features = ownImports(file).filter((name) => feature(name) !== 'web' && feature(name) !== 'database');
  expect(features.filter((name) => name !== 'src/people/person.ts')).toEqual([]);
});

test.each(files.filter((file) => feature(file) === 'queue'))('%s knows nothing of themes or the backlog', (file) => {
  expect(ownImports(file).filter((name) => ['themes', 'backlog', 'program'].includes(feature(name)))).toEqual([]);
});

test.each(files)('nobody in %s imports the jobs, the server or the command line', (file) => {
  if (file === 'src/server.ts' || feature(file) === 'jobs') return;
  expect(ownImports(file).filter((name) => feature(name) === 'jobs' || ['src/server.ts', 'src/cli.ts'].includes(name))).toEqual(
    [],
  );
});

test.each(files)('%s fits on a few screens', (file) => {
  expect(text(file).split('\n').length, 'lines: which noun is missing?').toBeLessThanOrEqual(200);
});

test('no drawer instead of a room', () => {
  expect(files.filter((file) => /\/(utils?|helpers?|misc|common|shared|manager)(\.|\/)/i.test(file))).toEqual([]);
});

function importLine(file: string, name: string) {
  return (
    text(file)
      .split('\n')
      .find((row) => row.includes(basename(name))) ?? ''
  );
}
