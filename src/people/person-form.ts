import { z } from 'zod';
import { line } from '../web/form.ts';
import { ROLES } from './person.ts';
import { email } from './sign-in.ts';

export const timeZone = line('Choose a time zone, like Europe/London', 60).refine(
  isTimeZone,
  'Choose a time zone, like Europe/London',
);

const role = z.enum(ROLES, `Roles are ${ROLES.join(', ')}`);

/** Checkboxes arrive as nothing, one word or several. */
const roles = z.preprocess((value) => [value ?? []].flat(), z.array(role)).transform((words) => [...new Set(words)].toSorted());

export const personForm = z.object({
  name: line('Write their name'),
  email,
  department: z.preprocess(orNone, line('Write their department', 80)),
  timeZone,
  roles,
});

/** Stands where nobody has said a department: on the page, in a file and on the command line alike. */
export const NO_DEPARTMENT = 'Not said';

export type PersonForm = z.output<typeof personForm>;

/** What people may change of themselves. */
export const myForm = z.object({ name: line('Write your name'), timeZone });

export const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/**
 * The zone of people of whom nothing else is said: that of whoever adds them; where that is UTC, as it is before anybody has said
 * otherwise, the one that most queues are in, of equals the first.
 */
export function zoneForNew(mine: string, queueZones: readonly string[]): string {
  if (mine !== 'UTC') return mine;
  const times = (zone: string) => queueZones.filter((other) => other === zone).length;
  return queueZones.toSorted((a, b) => times(b) - times(a))[0] ?? mine;
}

function orNone(value: unknown) {
  return value === undefined || (typeof value === 'string' && value.trim() === '') ? NO_DEPARTMENT : value;
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
