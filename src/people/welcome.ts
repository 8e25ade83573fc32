import type { Db } from '../database/open.ts';
import { personStore } from './person-store.ts';
import { signInStore } from './sign-in-store.ts';

/** What the start prints. On an empty database it makes the first administrator and a one-time link for them. */
export async function welcome({
  db,
  demo,
  now,
  baseUrl,
}: {
  db: Db;
  demo: boolean;
  now: () => Date;
  baseUrl: string;
}): Promise<string> {
  const people = personStore(db);
  if (demo) return '';
  if (!(await people.isEmpty())) return `Shadow Shift is open at ${baseUrl}\n`;

  const first = {
    name: 'First administrator',
    email: 'administrator@localhost',
    department: 'Administration',
    timeZone: 'UTC',
    roles: ['administrator', 'owner'] as const,
  };
  const id = await people.add(first, null, now());
  const token = await signInStore(db).issueLink(id, now());
  return `Shadow Shift is open at ${baseUrl}\nNobody is here yet. Sign in within 15 minutes as the first administrator:\n  ${baseUrl}/sign-in/${token}\nRestart for a new link while nobody has signed in.\n`;
}
