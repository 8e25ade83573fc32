import { PEOPLE } from '../../db/seeds/organisation.ts';
import type { Db } from '../database/open.ts';
import { ROLE_WORDS } from '../people/person.ts';
import { randomFrom } from './chance.ts';
import { loadStore } from './load-store.ts';
import { demoQuarter } from './quarter.ts';

const SEED = 1906;
const DAY = 24 * 3_600_000;

/** A database that must not be touched: the sentence says whose it is and what to do. */
export class WrongDatabase extends Error {}

/**
 * Loads the demo into an empty database, or anew where it is older than a day, so that "next week" is next week. What visitors wrote
 * goes with it. A database with people that are not the demo's is refused.
 */
export async function prepareDemo(db: Db, now: Date): Promise<'loaded' | 'kept'> {
  const store = loadStore(db);
  const loadedAt = await store.loadedAt();
  if (!loadedAt && (await store.holdsPeople()))
    throw new WrongDatabase(
      'This database holds real people, and the demonstration would mix with them.\nStart without --demo, or name another file in DATABASE_URL (or none: then the demonstration has its own).',
    );
  if (loadedAt && now.getTime() - Date.parse(loadedAt) < DAY) return 'kept';
  await store.replace(demoQuarter(now, randomFrom(SEED)), now);
  return 'loaded';
}

/** The other way round: real work never starts on made-up people. */
export async function refuseDemo(db: Db) {
  if (await loadStore(db).loadedAt())
    throw new WrongDatabase(
      'This database holds the demonstration, and real people should not work in it.\nStart with --demo, or name another database in DATABASE_URL.',
    );
}

/** Prepares the demo and says where it is and who can sign in. */
export async function welcomeToDemo({ db, now, baseUrl }: { db: Db; now: () => Date; baseUrl: string }): Promise<string> {
  await prepareDemo(db, now());
  const people = Object.values(PEOPLE).map(({ name, roles, department, address }) => {
    const does = roles.map((role) => ROLE_WORDS[role]).join(', ') || 'does parts of fixes';
    return `  ${name} · ${does} · ${department} · ${address}`;
  });
  return `
Shadow Shift, with the made-up company Hearth & Hall, is open at ${baseUrl}
Sign in there with one click as any of these; no mail leaves this machine:
${people.join('\n')}

`;
}
