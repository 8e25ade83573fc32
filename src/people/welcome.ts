import type { Db } from '../database/open.ts';
import { attempt } from '../web/attempt.ts';
import { FIRST_ADDRESS } from './person.ts';
import { type PersonStore, personStore } from './person-store.ts';
import { signInStore } from './sign-in-store.ts';

/** Added while there is nobody: they write their own name and address once they are in. */
const FIRST = {
  name: 'First administrator',
  email: FIRST_ADDRESS,
  department: 'Administration',
  timeZone: 'UTC',
  roles: ['administrator', 'owner'],
} as const;

/** Another process that starts at the same moment may have added them already. */
async function addFirst(people: PersonStore, now: Date) {
  const added = await attempt({}, () => people.add(FIRST, null, now));
  return added.ok;
}

/**
 * What the start prints. No mail reaches the first administrator until they have written their address, so until then, and so while
 * nobody has ever signed in, every start prints a fresh one-time link for them.
 */
export async function welcome({ db, now, baseUrl }: { db: Db; now: () => Date; baseUrl: string }): Promise<string> {
  const people = personStore(db);
  if (await people.isEmpty()) await addFirst(people, now());
  const first = await people.findUnreachable();
  const open = `Shadow Shift is open at ${baseUrl}\n`;
  if (!first) return open;

  const token = await signInStore(db).issueLink(first.id, now());
  return `${open}The first administrator has no e-mail address yet. Come in as them with this link, once, within 15 minutes:
  ${baseUrl}/sign-in/${token}
Start again for a new one.
`;
}
