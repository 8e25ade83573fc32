import { z } from 'zod';
import { line, maybeText, wholeNumber } from '../../web/form.ts';
import { knowsCountry } from '../forecast/holidays.ts';
import type { Pattern } from './schedule.ts';

const clock = (say: string) => z.string(say).regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, say);
const several = <T extends z.ZodType>(item: T, say: string) =>
  z.preprocess((value) => (value === undefined || value === '' ? [] : [value].flat()), z.array(item).min(1, say).max(60, say));

export const patternForm = z
  .object({
    weekdays: several(wholeNumber('Choose weekdays', 1, 7), 'Choose at least one weekday'),
    fromClock: clock('Write when it starts, like 09:00'),
    untilClock: clock('Write when it ends, like 17:00; midnight is 24:00'),
    agents: wholeNumber('Write how many agents, 0 to 20,000', 0, 20_000),
  })
  .refine(({ fromClock, untilClock }) => fromClock < untilClock, {
    path: ['untilClock'],
    message: 'It must end after it starts; for a night, add one line until 24:00 and one from 00:00',
  });

export const patternsFrom = ({ weekdays, ...pattern }: z.output<typeof patternForm>): Pattern[] =>
  [...new Set(weekdays)].map((weekday) => ({ weekday, ...pattern }));

export const guessForm = z.object({
  patienceSeconds: wholeNumber('Write seconds, 1 to 86,400, like 120', 1, 86_400),
  shrinkagePercent: wholeNumber('Write a percentage, 0 to 90', 0, 90),
  holidays: maybeText(6)
    .transform((code) => code.toUpperCase())
    .refine((code) => code === '' || isCountry(code), 'Write a country code like GB, a state like DE-BY, or nothing'),
});

const localTime = (say: string) =>
  z
    .string(say)
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/, say)
    .refine((text) => isDay(text.slice(0, 10)), say);

export const eventForm = z
  .object({
    name: line('Give it a name that you will use again, like Spring mailing', 80),
    from: localTime('Choose when it begins'),
    until: localTime('Choose when it ends'),
  })
  .refine(({ from, until }) => startOf(from) < startOf(until), { path: ['until'], message: 'It must end after it begins' })
  .refine(({ from, until }) => Date.parse(`${startOf(until)}Z`) - Date.parse(`${startOf(from)}Z`) <= 93 * 86_400_000, {
    path: ['until'],
    message: 'It may last three months at most: mark what was unlike other days, not a season',
  })
  .transform(({ name, from, until }) => ({ name, from: startOf(from), until: startOf(until) }));

const instant = z.iso.datetime({ error: 'Choose hours from the list' });

export const peaksForm = z.object({
  hours: several(instant, 'Tick the hours to turn into shifts, 60 at most'),
  mode: z.enum(['live', 'shadow', 'listen'], 'Choose what the leader will do'),
  seats: wholeNumber('Write how many leaders fit, 1 to 50', 1, 50),
  buddyId: z.preprocess((value) => (value === undefined || value === '' ? null : Number(value)), z.int().positive().nullable()),
});

const startOf = (text: string) => (text.length === 10 ? `${text}T00:00` : text);

function isDay(text: string) {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function isCountry(code: string) {
  return /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code) && knowsCountry(code);
}
