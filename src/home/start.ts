import { FIRST_ADDRESS, may, type Person } from '../people/person.ts';

export interface Begun {
  settings: boolean;
  people: boolean;
  queues: boolean;
  shifts: boolean;
}

export interface StartStep {
  words: string;
  why: string;
  href: string;
  action: string;
  done: boolean;
  /** Whether this person may do it; else somebody with another role must. */
  mine: boolean;
}

/**
 * What a new organisation does first; what only administrators do is shown to them alone. Empty for people who could do nothing about
 * it, and once everything is done that the product cannot go on without.
 */
export function stepsToStart(person: Person, begun: Begun): StartStep[] {
  const steps = [
    ...(may.managePeople(person) ? administratorSteps(person, begun) : []),
    {
      words: 'Add people',
      why: 'Leaders who will sit in, and the CSRs who take the calls. One by one, or from a file.',
      href: '/people/new',
      action: 'Add a person',
      done: begun.people,
      mine: may.managePeople(person),
    },
    {
      words: 'Set up a queue',
      why: 'Its calls a week and what an hour costs turn what hurts into hours and money.',
      href: '/queues/new',
      action: 'Set up a queue',
      done: begun.queues,
      mine: may.setUpQueues(person),
    },
    {
      words: 'Plan a shift',
      why: 'Two hours beside a CSR are enough to begin with. Leaders are asked to sign up.',
      href: '/shifts/new',
      action: 'Plan a shift',
      done: begun.shifts,
      mine: may.planShifts(person),
    },
  ];
  return steps.some(({ mine }) => mine) && isStarting(person, begun) ? steps : [];
}

/** Nobody could sign in, or nothing could be heard, without these; the settings have usable beginnings. */
const isStarting = (person: Person, { people, queues, shifts }: Begun) =>
  person.email === FIRST_ADDRESS || !people || !queues || !shifts;

const administratorSteps = ({ id, email }: Person, { settings }: Begun): StartStep[] => [
  {
    words: 'Say whose this is',
    why: 'The name of your organisation, its currency, and the countries whose phone numbers are taken out of every text.',
    href: '/settings',
    action: 'Open the settings',
    done: settings,
    mine: true,
  },
  {
    words: 'Say who you are',
    why: 'Your name and your e-mail address: until then only a link on the console lets you in.',
    href: `/people/${id}`,
    action: 'Write my name and address',
    done: email !== FIRST_ADDRESS,
    mine: true,
  },
];
