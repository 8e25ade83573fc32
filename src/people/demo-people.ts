import { type Person, ROLE_WORDS, type Role } from './person.ts';

const AT_MOST = 40;

interface DemoGroup {
  heading: string;
  sees: string;
  people: { id: number; name: string; department: string; roles: string }[];
}

const GROUPS: { role: Role | undefined; heading: string; sees: string }[] = [
  {
    role: 'owner',
    heading: 'Runs the programme',
    sees: 'Decisions that wait, what each theme costs a week, the ranked backlog, shifts ahead.',
  },
  { role: 'leader', heading: 'Sits in the queue', sees: 'The next shift, two that fit, and what became of what they saw.' },
  { role: 'csr', heading: 'Takes the calls', sees: 'A form to flag what hurts, and the answer to every flag.' },
  { role: 'administrator', heading: 'Keeps it running', sees: 'People, roles, letters and settings.' },
  { role: undefined, heading: 'Does a part of a fix', sees: 'What they promised, by when, and the customer it is for.' },
];

/** Whom a visitor of the demo may sign in as, by what they come for. Each person stands once: under the first that fits. */
export function demoGroups(people: readonly Person[]): DemoGroup[] {
  const placed = people.toSorted((a, b) => a.id - b.id).slice(0, AT_MOST);
  const groups = GROUPS.map(({ role, heading, sees }) => ({
    heading,
    sees,
    people: placed.filter((person) => groupOf(person) === role).map(asShown),
  }));
  return groups.filter((group) => group.people.length > 0);
}

const groupOf = ({ roles }: Person) => GROUPS.find(({ role }) => role && roles.includes(role))?.role;

const asShown = ({ id, name, department, roles }: Person) => ({
  id,
  name,
  department,
  roles: roles.map((role) => ROLE_WORDS[role]).join(' and '),
});
