import type { PersonStore } from './person-store.ts';

const AT_MOST = 12;

/** Whom a visitor of the demo may sign in as: everybody active, the busiest roles first. */
export async function listDemoPeople(people: PersonStore) {
  const everybody = await people.listActive();
  return everybody.toSorted((a, b) => b.roles.length - a.roles.length || a.id - b.id).slice(0, AT_MOST);
}
