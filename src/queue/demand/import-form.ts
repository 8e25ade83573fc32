import { z } from 'zod';
import { timeZone } from '../../people/person-form.ts';
import { maybeOneOf, maybeText } from '../../web/form.ts';
import type { ChosenColumns } from '../history/columns.ts';
import { CALL_HEADINGS, INTERVAL_HEADINGS, type Role } from '../history/headings.ts';
import type { ImportChoice } from './history-store.ts';

export const KINDS = ['intervals', 'calls', 'queue_log'] as const;
export const KIND_WORDS = {
  intervals: 'A row per interval',
  calls: 'A row per call',
  queue_log: 'An Asterisk queue_log',
};
export const LENGTHS = [5, 10, 15, 20, 30, 60] as const;

const ROLES: Role[] = [...new Set([...INTERVAL_HEADINGS, ...CALL_HEADINGS].map(([role]) => role))];
const columnFields = Object.fromEntries(ROLES.map((role) => [`column_${role}`, maybeText(4)])) as Record<never, never>;

export const importForm = z.object({
  kind: maybeOneOf(KINDS, 'Choose what a row is'),
  zone: timeZone,
  intervalMinutes: z.preprocess(
    Number,
    z.union(
      LENGTHS.map((length) => z.literal(length)),
      'Choose how long an interval is',
    ),
  ),
  dateOrder: maybeOneOf(['day-first', 'month-first'], 'Choose which comes first'),
  onlyFrom: maybeText(200),
  ...columnFields,
});

/** The roles a column of such a file can have, in the order to ask for them. */
export function rolesOf(kind: string | undefined): Role[] {
  return (kind === 'calls' ? CALL_HEADINGS : INTERVAL_HEADINGS).map(([role]) => role);
}

/** The form as a choice. Columns left as they were recognised are not chosen: the file's headings speak for themselves. */
export function choiceFrom(
  form: z.output<typeof importForm>,
  { kind, columns, headings }: { kind: string | undefined; columns: Record<string, number>; headings: string[] },
): ImportChoice {
  const { zone, intervalMinutes, dateOrder, onlyFrom } = form;
  const places = chosenPlaces(form, form.kind ?? kind);
  const asRecognised = (form.kind ?? kind) === kind && JSON.stringify(places) === JSON.stringify(sortedOf(columns, kind));
  return {
    zone,
    intervalMinutes,
    onlyThere: true,
    ...(form.kind ? { kind: form.kind } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(onlyFrom ? { onlyFrom } : {}),
    ...(asRecognised || Object.keys(places).length === 0 ? {} : { columns: byHeading(places, headings) }),
  };
}

function chosenPlaces(form: object, kind: string | undefined) {
  const typed = form as Record<string, string>;
  const chosen = rolesOf(kind).map((role) => [role, Number(typed[`column_${role}`] || 0)] as const);
  return Object.fromEntries(chosen.filter(([, place]) => place > 0));
}

const sortedOf = (columns: Record<string, number>, kind: string | undefined) =>
  Object.fromEntries(rolesOf(kind).flatMap((role) => (columns[role] ? [[role, columns[role]]] : [])));

/** A heading that stands once finds its line wherever it is; the others are known by their place. */
function byHeading(places: Record<string, number>, headings: string[]): ChosenColumns {
  const nameOf = (place: number) => headings[place - 1] ?? '';
  const single = (name: string) => name !== '' && headings.filter((other) => other === name).length === 1;
  const all = Object.values(places).every((place) => single(nameOf(place)));
  return Object.fromEntries(Object.entries(places).map(([role, place]) => [role, all ? nameOf(place) : place]));
}
