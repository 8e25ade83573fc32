import type { Role } from '../../src/people/person.ts';
import type { NewQueue } from '../../src/queue/queue.ts';
import type { QueueKey, Who } from './content.ts';

/** Nobody can own an address here: `.example` is reserved (RFC 2606). */
export const DOMAIN = 'hearthandhall.example';

export interface PersonContent {
  name: string;
  address: string;
  department: string;
  timeZone: string;
  roles: readonly Role[];
}

export const PEOPLE: Record<Who, PersonContent> = {
  priya: person('Priya Raghunathan', 'priya', 'Customer experience', 'Europe/London', ['owner', 'leader']),
  ada: person('Ada Wiśniewska', 'ada', 'IT', 'Europe/Berlin', ['administrator']),
  ngozi: person('Ngozi Okafor', 'ngozi', 'Operations', 'Europe/London', ['leader']),
  marcus: person('Marcus Feldt', 'marcus', 'Finance', 'Europe/Berlin', ['leader']),
  yui: person('渡辺 結衣', 'yui', 'Digital', 'Europe/London', ['leader']),
  eleni: person('Ελένη Παπαδοπούλου-Χατζηγεωργίου', 'eleni', 'Stores', 'Europe/Berlin', ['leader']),
  tomas: person('Tomás Herrera Quiroga', 'tomas', 'Logistics', 'America/Chicago', ['leader']),
  carmen: person('Carmen Delgado', 'carmen', 'Care, Orders', 'Europe/London', ['csr']),
  dev: person('Dev Chaudhary', 'dev', 'Care, Orders', 'Europe/London', ['csr']),
  fatima: person('فاطمة الزهراء', 'fatima', 'Care, Delivery', 'America/Chicago', ['csr']),
  joe: person('Joe Brennan', 'joe', 'Care, Delivery', 'America/Chicago', ['csr']),
  anke: person('Anke Vogel', 'anke', 'Care, Billing', 'Europe/Berlin', ['csr']),
  seoyeon: person('김서연', 'seoyeon', 'Care, Billing', 'Europe/Berlin', ['csr']),
  samira: person('Samira Haddad', 'samira', 'Care, Delivery', 'America/Chicago', ['csr', 'owner']),
  lena: person('Lena Brandt', 'lena', 'IT', 'Europe/Berlin', []),
  omar: person('Omar Farouk', 'omar', 'Logistics', 'America/Chicago', []),
};

export const LEADERS: readonly Who[] = ['ngozi', 'marcus', 'yui', 'eleni', 'tomas', 'priya'];
export const CSRS: readonly Who[] = ['carmen', 'dev', 'fatima', 'joe', 'anke', 'seoyeon', 'samira'];

/** Who hosts where, and from which hour (the queue's own clock) a shift usually starts. */
export const HOSTS: Record<QueueKey, readonly Who[]> = {
  orders: ['carmen', 'dev'],
  delivery: ['fatima', 'joe', 'samira'],
  billing: ['anke', 'seoyeon'],
};

const weekdays = (opensAt: string, closesAt: string) => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt, closesAt }));
const saturday = (opensAt: string, closesAt: string) => [{ weekday: 6, opensAt, closesAt }];

const RUNGS: NewQueue['rungs'] = [
  {
    mode: 'listen',
    briefing: '',
    afterMode: null,
  },
  {
    mode: 'simulated',
    briefing: '',
    afterMode: null,
  },
  {
    mode: 'shadow',
    briefing:
      'You sit beside your buddy with a second headset. Before the first call, ask what each screen is for. Do not speak to the customer unless your buddy introduces you. Start the stopwatch when a step begins to hurt, and write down the customer’s own words, not yours.',
    afterMode: null,
  },
  {
    mode: 'live',
    briefing:
      'You speak, your buddy sits beside you, hears everything and may take over at any moment. Say that you are learning. Promise nothing that you cannot look up. If you are unsure for more than ten seconds, put the caller on hold and ask. Never write down a card number.',
    afterMode: 'shadow',
  },
];

export const QUEUES: Record<QueueKey, Omit<NewQueue, 'closedDays'>> = {
  orders: {
    name: 'Orders',
    timeZone: 'Europe/London',
    targetPercent: 80,
    targetSeconds: 20,
    callsPerWeek: 12_600,
    handleSeconds: 312,
    costPerHourMinor: 3_850,
    currency: 'EUR',
    language: 'english',
    hours: [...weekdays('08:00', '20:00'), ...saturday('09:00', '17:00')],
    rungs: RUNGS,
  },
  delivery: {
    name: 'Delivery',
    timeZone: 'America/Chicago',
    targetPercent: 75,
    targetSeconds: 30,
    callsPerWeek: 8_700,
    handleSeconds: 268,
    costPerHourMinor: 3_400,
    currency: 'EUR',
    language: 'english',
    hours: [...weekdays('07:00', '19:00'), ...saturday('08:00', '14:00')],
    rungs: RUNGS,
  },
  billing: {
    name: 'Billing',
    timeZone: 'Europe/Berlin',
    targetPercent: 80,
    targetSeconds: 30,
    callsPerWeek: 5_400,
    handleSeconds: 405,
    costPerHourMinor: 4_100,
    currency: 'EUR',
    language: 'english',
    hours: weekdays('09:00', '18:00'),
    rungs: RUNGS,
  },
};

/** What customers call about, beside what the themes name. */
export const REASONS: Record<QueueKey, readonly string[]> = {
  orders: ['Where is my order', 'Where is my order', 'Change an order', 'Price or stock', 'Before buying', 'Cancel an order'],
  delivery: ['Delivery is late', 'Delivery is late', 'Change the date', 'Something is missing', 'Directions for the driver'],
  billing: ['Where is my refund', 'What is this charge', 'Copy of an invoice', 'Change of bank details', 'Wrong queue first'],
};

export const PLACES: Record<QueueKey, string> = {
  orders: 'Manchester, 2nd floor, row C',
  delivery: 'Chicago, west hall, desk 14',
  billing: 'Berlin, room 3.07',
};

function person(name: string, address: string, department: string, timeZone: string, roles: readonly Role[]): PersonContent {
  return { name, address: `${address}@${DOMAIN}`, department, timeZone, roles };
}
