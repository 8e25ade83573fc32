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
  department: line('Write their department', 80),
  timeZone,
  roles,
});

export type PersonForm = z.output<typeof personForm>;

/** What people may change of themselves. */
export const myForm = z.object({ name: line('Write your name'), timeZone });

export const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
