import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../../src/database/open.ts';
import { engineStore } from '../../src/themes/engine-store.ts';
import { filingStore } from '../../src/themes/filing-store.ts';
import { gateWork } from '../../src/themes/gate/gate-work.ts';

/** One of three processes in gate.test.ts: two let the gate file, one is a person who files some of the same reports meanwhile. */
const { url, at, person, reports, themeId } = JSON.parse(process.argv[2]!) as {
  url: string;
  at: string;
  person?: number;
  reports: number[];
  themeId: number;
};
const db = openDatabase(url);
const now = new Date(at);
const engine = engineStore(db);
await engine.whole();
process.stdout.write('ready\n');
await new Promise((go) => process.stdin.once('data', go));
process.stdout.write(`${person ? await fileByHand(person) : await letTheGateFile()}\n`);
await db.destroy();
process.exit(0);

async function letTheGateFile(): Promise<number> {
  const { filed, held } = await gateWork(db, engine).fileAlone(now);
  return filed + held;
}

async function fileByHand(by: number): Promise<number> {
  let filed = 0;
  for (const id of reports) {
    const outcome = await filingStore(db).file(id, { themeId }, { travels: [], seenIn: null }, by, now);
    if (outcome.verdict === 'filed') filed++;
    await wait(20);
  }
  return filed;
}
