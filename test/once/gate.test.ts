import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { hire } from '../support/floor.ts';
import { places } from '../support/places.ts';
import { LATER, openGate, SAID } from '../themes/gate/open-gate.ts';

const MANY = 80;
const SOURCES = ['csr', 'import', 'leader'] as const;

test.each(places)('two gates and a person on %s decide each report once', async (_name, place) => {
  const url = await place();
  const db = openDatabase(url);
  onTestFinished(() => db.destroy());
  await migrate(db);
  const priya = await hire(db, { name: 'Priya', roles: ['owner'] });
  const { arrive, refunds } = await openGate(db, priya.id, 30);
  const reports = Array.from({ length: MANY }, (_, n) => ({ summary: SAID.refund(100 + n), source: SOURCES[n % 3]! }));
  const ids = await arrive(reports.map((report) => ({ ...report, reporterId: priya.id })));

  const task = { url, at: LATER.toISOString(), reports: [5, 7, 9, 20, 31, 42].map((n) => ids[n]!), themeId: refunds };
  const racers = [racer(task), racer(task), racer({ ...task, person: priya.id })];
  for (const one of racers) expect(await one.says()).toBe('ready');
  for (const one of racers) one.go();
  const [one, two, byHand] = (await Promise.all(racers.map(({ says }) => says()))).map(Number);

  const filings = await db.selectFrom('filings').where('reportId', 'in', ids).selectAll().execute();
  expect(new Set(filings.map(({ reportId }) => reportId)).size).toBe(filings.length);
  const alone = filings.filter(({ madeBy }) => madeBy === 'gate');
  const held = await db.selectFrom('gateHolds').selectAll().execute();
  expect(alone.length + held.length).toBe(one! + two!);
  expect(alone.length).toBeGreaterThan(MANY / 2);
  expect(filings.filter(({ filedBy }) => filedBy === priya.id)).toHaveLength(byHand!);
  expect(byHand).toBeGreaterThan(0);
  const steps = db.selectFrom('groupingSteps').where('kind', '=', 'filed').where('reportId', 'in', ids);
  expect(await steps.select('id').execute()).toHaveLength(filings.length);
});

function racer(task: object) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'gate-race.ts'), JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { says: async () => (await lines.next()).value as string, go: () => child.stdin.write('go\n') };
}
