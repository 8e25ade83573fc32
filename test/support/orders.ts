import { DEFAULT_RUNGS, type NewQueue } from '../../src/queue/queue.ts';

/** A queue as tests and benches open it. */
export const ORDERS: NewQueue = {
  name: 'Orders',
  timeZone: 'Europe/London',
  targetPercent: 80,
  targetSeconds: 20,
  callsPerWeek: 4_200,
  handleSeconds: 300,
  costPerHourMinor: 4_000,
  currency: 'EUR',
  language: 'english',
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' })),
  closedDays: [],
  rungs: DEFAULT_RUNGS,
};
