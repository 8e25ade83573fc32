import type { Insertable } from 'kysely';
import type { Db } from '../../../src/database/open.ts';
import type { Tables } from '../../../src/database/tables.ts';
import { type EngineStore, engineStore } from '../../../src/themes/engine-store.ts';
import { gateWork } from '../../../src/themes/gate/gate-work.ts';
import { gateRecordStore } from '../../../src/themes/gate/record-store.ts';
import { NINE_AM } from '../../support/floor.ts';
import { addReports } from '../../support/reports.ts';
import { sorter } from '../sorting.ts';

/** Three complaints that share no word. */
export const SAID = {
  lookup: (n: number) => `Order lookup is slow, the search spins ${n}`,
  refund: (n: number) => `Refund still not paid back after weeks ${n}`,
  menu: (n: number) => `Caller lost inside the telephone menu options ${n}`,
};

export const LATER = new Date(NINE_AM.getTime() + 24 * 3_600_000);

/** People have filed so many reports of each complaint, in themes 1, 2 and 3, that the gate knows how sure to be. */
export async function openGate(db: Db, by: number, ofEach = 12) {
  const owner = sorter(db, by);
  const summaries = Array.from({ length: ofEach }, (_, n) => Object.values(SAID).map((say) => say(n))).flat();
  const ids = await addReports(
    db,
    summaries.map((summary) => ({ summary })),
  );
  const themes: number[] = [];
  for (const [index, id] of ids.entries()) {
    if (index < 3) themes.push(await owner.fileNew(id, ['Lookup', 'Refunds', 'Menu'][index]!));
    else await owner.file(id, themes[index % 3]!);
  }
  const [lookup, refunds, menu] = themes as [number, number, number];
  const engine = engineStore(db);
  return { db, owner, engine, lookup, refunds, menu, ...hands(db, engine) };
}

function hands(db: Db, engine: EngineStore) {
  const work = gateWork(db, engine);
  return {
    /** One run of the job, the day after. */
    run: (now = LATER) => work.fileAlone(now),
    arrive: (given: readonly Partial<Insertable<Tables['reports']>>[]) => addReports(db, given),
    filed: async () => (await gateRecordStore(db).listFiled('all', null, 100)).toReversed(),
    place: async (id: number) =>
      (await db.selectFrom('reports').where('id', '=', id).select('themeId').executeTakeFirstOrThrow()).themeId,
    moves: (id: number) => db.selectFrom('filings').where('reportId', '=', id).selectAll().orderBy('id').execute(),
  };
}
