import { FIRST_ADDRESS, type Person } from '../people/person.ts';

export type Section = 'flag' | 'seat' | 'parts' | 'decide' | 'keep' | 'nobody';

/**
 * What a person finds on their home page, most useful first: whoever takes calls flags; whose shift begins within a day sees it before
 * anything else; late parts come before decisions.
 */
export function sectionsFor(
  { roles }: Pick<Person, 'roles'>,
  { shiftWithinADay, parts, latePart }: { shiftWithinADay: boolean; parts: readonly unknown[]; latePart: boolean },
): Section[] {
  const has = (role: Person['roles'][number]) => roles.includes(role);
  const ranked: [Section, boolean][] = [
    ['seat', has('leader') && shiftWithinADay],
    ['flag', has('csr')],
    ['parts', latePart],
    ['decide', has('owner')],
    ['seat', has('leader')],
    ['parts', parts.length > 0],
    ['keep', has('administrator')],
  ];
  const sections = ranked.filter(([, there]) => there).map(([section]) => section);
  return sections.length ? [...new Set(sections)] : ['nobody'];
}

/** One sentence under the greeting: what this is for, to whom it is said. */
export function leadFor({ roles }: Pick<Person, 'roles'>): string {
  if (roles.includes('csr')) return 'Say what gets in the way. It is counted, priced, fixed, and you hear what became of it.';
  if (roles.includes('owner')) return 'What hurts customers, what it costs, and what waits for you.';
  if (roles.includes('leader')) return 'Sit in the queue, note what hurts, and see it fixed.';
  if (roles.includes('administrator')) return 'Who is here, what they may do, and whether mail goes out.';
  return 'Leaders sit in the call queue; what hurts there is fixed by everybody. Here is your part.';
}

/** By name, as soon as they have said it. */
export const greetingFor = ({ name, email }: Pick<Person, 'name' | 'email'>) =>
  email === FIRST_ADDRESS ? 'Welcome' : `Hello, ${calledBy(name)}`;

/** The first word of a name, which in some scripts is the whole of it. */
export const calledBy = (name: string) => name.trim().split(/\s+/)[0] ?? name;
