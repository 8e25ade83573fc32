import { expect, test } from 'vitest';
import { may, type Person, ROLES } from '../../src/people/person.ts';
import { openFloor } from '../support/floor.ts';

const somebody = (...roles: Person['roles']): Person => ({
  id: 1,
  name: 'S',
  email: 's@example.com',
  department: 'D',
  timeZone: 'UTC',
  roles,
});

/** Who may do what: the whole table. A right that is missing here fails the test below. */
const RIGHTS: Record<string, Person['roles']> = {
  signUp: ['leader'],
  flag: ['csr'],
  host: ['csr'],
  planShifts: ['owner'],
  setUpQueues: ['owner'],
  sort: ['owner'],
  watchGate: ['owner', 'administrator'],
  runBacklog: ['owner'],
  importReports: ['owner'],
  mapSignals: ['owner'],
  managePeople: ['administrator'],
  readOutbox: ['administrator'],
  changeSettings: ['administrator'],
  giveTokens: ['administrator'],
};

const byRole = Object.entries(RIGHTS).flatMap(([right, allowed]) =>
  ROLES.map((role) => ({ right, role, allowed: allowed.includes(role) })),
);

test.each(byRole)('$role · $right: $allowed', ({ right, role, allowed }) => {
  expect((may[right as keyof typeof may] as (person: Person) => boolean)(somebody(role))).toBe(allowed);
});

test('every right that hangs on the role alone stands in the table', () => {
  const simple = Object.entries(may).filter(([, allowed]) => allowed.length === 1);
  expect(simple.map(([right]) => right).toSorted()).toEqual(Object.keys(RIGHTS).toSorted());
});

test('nobody without a role may do anything', () => {
  for (const right of Object.keys(RIGHTS))
    expect((may[right as keyof typeof may] as (person: Person) => boolean)(somebody())).toBe(false);
});

test.each(['/people', '/people/new', '/people/import', '/people/1', '/settings', '/outbox'])(
  '%s is for administrators',
  async (path) => {
    const { as, asha, carmen, priya, ada, anybody } = await openFloor();
    for (const person of [asha, carmen, priya]) expect((await (await as(person)).get(path)).status).toBe(403);
    expect((await (await as(ada)).get(path)).status).toBe(200);
    expect((await anybody().get(path)).headers.location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  },
);
