import { openDatabase } from '../../src/database/open.ts';

/** Reads and then writes in one transaction, a hundred times, while others do the same on the same file. Prints how many were refused. */
const db = openDatabase(process.argv[2] ?? '');
let refused = 0;
for (let n = 0; n < 100; n++) {
  const addedAt = new Date().toISOString();
  const change = db.transaction().execute(async (tx) => {
    await tx.selectFrom('themes').select('id').orderBy('id', 'desc').limit(1).execute();
    await tx
      .insertInto('themes')
      .values({ name: `${process.pid} ${n}`, addedAt })
      .execute();
  });
  await change.catch(() => {
    refused += 1;
  });
}
await db.destroy();
process.stdout.write(String(refused));
