import { openDatabase } from '../../src/database/open.ts';
import type { Role } from '../../src/people/person.ts';
import { signUpStore } from '../../src/shifts/sign-up-store.ts';

/** One of two processes in seats.test.ts: signs each of its leaders up, all at once, and says how many were answered. */
const { url, shiftId, leaders, at } = JSON.parse(process.argv[2]!) as {
  url: string;
  shiftId: number;
  leaders: number[];
  at: string;
};
const db = openDatabase(url);
const roles: Role[] = ['leader'];
const signUps = signUpStore(db);
process.stdout.write('ready\n');
await new Promise((go) => process.stdin.once('data', go));
const answers = await Promise.all(
  leaders.map((id) =>
    signUps.signUp(
      shiftId,
      { id, name: `Leader ${id}`, email: `${id}@example.com`, department: '', timeZone: 'UTC', roles },
      new Date(at),
    ),
  ),
);
await db.destroy();
process.stdout.write(`${answers.filter((answer) => answer?.seated).length} answered\n`);
process.exit(0);
