import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { hire, NINE_AM } from '../support/floor.ts';
import { places } from '../support/places.ts';
import { addQueue, planShift, statesIn } from '../support/planned.ts';

test.each(places)('two processes on %s never hand out one seat too many', async (_name, place) => {
  const url = await place();
  const db = openDatabase(url);
  onTestFinished(() => db.destroy());
  await migrate(db);
  const shiftId = await planShift(db, { queueId: await addQueue(db), seats: 3 });
  const leaders: number[] = [];
  for (let n = 0; n < 50; n++) leaders.push((await hire(db, { name: `Leader ${n}`, roles: ['leader'] })).id);

  const halves = [leaders.slice(0, 25), leaders.slice(25)].map((half) => racer({ url, shiftId, leaders: half }));
  for (const half of halves) expect(await half.says()).toBe('ready');
  for (const half of halves) half.go();
  for (const half of halves) expect(await half.says()).toBe('25 answered');

  const states = (await statesIn(db, shiftId)).map((line) => line.split(' ').at(-1));
  expect(states).toHaveLength(50);
  expect(states.slice(0, 3)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  expect(states.filter((state) => state === 'confirmed')).toHaveLength(3);
  expect(await db.selectFrom('signUps').select('placeInLine').distinct().execute()).toHaveLength(50);
});

function racer(task: object) {
  const given = JSON.stringify({ ...task, at: NINE_AM.toISOString() });
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'race.ts'), given], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { says: async () => (await lines.next()).value as string, go: () => child.stdin.write('go\n') };
}
