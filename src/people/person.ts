export const ROLES = ['leader', 'csr', 'owner', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  leader: 'Leader',
  csr: 'CSR',
  owner: 'Program owner',
  administrator: 'Administrator',
};

/** Stands for an address until the first administrator has written their own: no mail can reach it. */
export const FIRST_ADDRESS = 'administrator@localhost';

/** Whoever is signed in. `timeZone` is an IANA name; every time on a page is shown in it. */
export interface Person {
  id: number;
  name: string;
  email: string;
  department: string;
  timeZone: string;
  roles: readonly Role[];
}

const is = (person: Person, ...roles: Role[]) => roles.some((role) => person.roles.includes(role));

/** Every right in the product, as a sentence: may.sort(person). */
export const may = {
  signUp: (person: Person) => is(person, 'leader'),
  flag: (person: Person) => is(person, 'csr'),
  host: (person: Person) => is(person, 'csr'),
  planShifts: (person: Person) => is(person, 'owner'),
  runShift: (person: Person, shift: { buddyIds: readonly number[] }) => shift.buddyIds.includes(person.id) || is(person, 'owner'),
  setUpQueues: (person: Person) => is(person, 'owner'),
  sort: (person: Person) => is(person, 'owner'),
  watchGate: (person: Person) => is(person, 'owner', 'administrator'),
  runBacklog: (person: Person) => is(person, 'owner'),
  importReports: (person: Person) => is(person, 'owner'),
  mapSignals: (person: Person) => is(person, 'owner'),
  giveTokens: (person: Person) => is(person, 'administrator'),
  managePeople: (person: Person) => is(person, 'administrator'),
  readOutbox: (person: Person) => is(person, 'administrator'),
  changeSettings: (person: Person) => is(person, 'administrator'),
  seeCallsOf: (person: Person, leaderId: number) => person.id === leaderId || is(person, 'owner'),
  seeReporter: (person: Person, report: { reporterId: number | null }) =>
    report.reporterId !== null && (report.reporterId === person.id || is(person, 'owner')),
  doPart: (person: Person, part: { personId: number }) => part.personId === person.id || is(person, 'owner'),
};
