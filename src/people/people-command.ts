import { type Io, readArguments, UsageProblem } from '../command.ts';
import type { Db } from '../database/open.ts';
import { ROLES, type Role } from './person.ts';
import { NO_DEPARTMENT } from './person-form.ts';
import { personStore } from './person-store.ts';
import { email } from './sign-in.ts';

/** Adds one person and prints who it is as a line of JSON. */
export async function addPersonCommand(args: string[], io: Io, db: Db): Promise<number> {
  const given = readArguments(args, ['add', 'EMAIL', 'NAME'], ['roles', 'department', 'time-zone']);
  const [what, address = '', name = ''] = given.words;
  if (what !== 'add') throw new UsageProblem(`“people ${what}” is no command; “people add EMAIL NAME” is.`);

  const person = {
    email: readEmail(address),
    name: readName(name),
    roles: readRoles(given.options.roles),
    department: given.options.department?.trim() || NO_DEPARTMENT,
    timeZone: readZone(given.options['time-zone'] ?? 'UTC'),
  };
  const known = await db.selectFrom('people').where('email', '=', person.email).select('name').executeTakeFirst();
  if (known) throw new UsageProblem(`${person.email} belongs to ${known.name} already. Change them on the People page.`);
  const id = await personStore(db).add(person, null, io.now(), { isTold: true });
  io.out(`${JSON.stringify({ id, ...person })}\n`);
  io.err(`${person.name} is in, and signs in with ${person.email}: a mail tells them.\n`);
  return 0;
}

function readEmail(text: string): string {
  const read = email.safeParse(text);
  if (!read.success) throw new UsageProblem(`“${text}” is no e-mail address. Write one like name@example.com.`);
  return read.data;
}

function readName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 200 || /\p{Cc}/u.test(name)) throw new UsageProblem('Write the name people know them by.');
  return name;
}

function readRoles(text = ''): Role[] {
  const asked = [...new Set(text.split(/[,\s]+/).filter(Boolean))];
  const unknown = asked.find((role) => !ROLES.includes(role as Role));
  if (unknown) throw new UsageProblem(`There is no role “${unknown}”. Roles are: ${ROLES.join(', ')}.`);
  return asked as Role[];
}

function readZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new UsageProblem(`“${zone}” is no time zone. Write one like Europe/London.`);
  }
}
