import type { Db } from '../database/open.ts';
import type { FindPlacing, Placing } from '../friction/placing.ts';
import { apartStore } from './apart-store.ts';
import { standingAfter } from './filing.ts';
import { readReasons } from './gate/record.ts';

/** Why each report stands where it does. */
export function placingStore(db: Db): { find: FindPlacing } {
  const apart = apartStore(db);
  return {
    find: async (reportId) => ({ placing: await findPlacing(db, reportId), refused: await apart.listOfReport(reportId) }),
  };
}

/** Undefined while it stands in no theme, and for one that came into its theme by no decision. */
async function findPlacing(db: Db, reportId: number): Promise<Placing | undefined> {
  const filings = await db.selectFrom('filings').where('reportId', '=', reportId).selectAll().orderBy('id').execute();
  const { filingId, themeId } = standingAfter(filings);
  const filing = filings.find(({ id }) => id === filingId);
  if (!filing || themeId === null) return undefined;
  const reasons = readReasons(filing.reasons);
  return {
    filingId: filing.id,
    at: filing.filedAt,
    automatic: filing.madeBy === 'gate',
    byItsWriter: filing.how === 'joined',
    ownDecision: filing.splitId === null,
    engineVersion: filing.engineVersion,
    place: reasons?.place ?? null,
    belief: reasons?.belief ?? null,
    words: reasons?.words ?? [],
    nearest: await findShown(db, reasons?.nearestReportId ?? 0),
    ...(await whoSaid(db, filing)),
  };
}

/** A report that may be shown: withdrawn words are not. */
const findShown = async (db: Db, id: number) =>
  (await db
    .selectFrom('reports')
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .select(['id', 'summary'])
    .executeTakeFirst()) ?? null;

/** Whoever joined a theme with a report of their own stays as unnamed as the report’s writer. */
async function whoSaid(db: Db, { id, filedBy, how }: { id: number; filedBy: number | null; how: string }) {
  const check = await db
    .selectFrom('filingChecks')
    .innerJoin('people', 'people.id', 'checkedBy')
    .where('filingId', '=', id)
    .select(['name', 'checkedAt'])
    .executeTakeFirst();
  const filer = await db
    .selectFrom('people')
    .where('id', '=', how === 'joined' ? 0 : (filedBy ?? 0))
    .select('name')
    .executeTakeFirst();
  return { who: filer?.name ?? null, checkedBy: check?.name ?? null, checkedAt: check?.checkedAt ?? null };
}
