import { z } from 'zod';
import { timeZone } from '../people/person-form.ts';
import { MODES, type Mode } from '../shifts/shift.ts';
import { line, maybeOneOf, maybeText, wholeNumber } from '../web/form.ts';
import { minorDigits } from '../web/format.ts';
import { languageNames } from './language.ts';
import { type NewQueue, type Opening, type Rung, WEEKDAYS } from './queue.ts';

const AMOUNT = 'Write an amount, like 42.50';

const clock = z.preprocess(
  (value) => value ?? '',
  z
    .string()
    .trim()
    .regex(/^$|^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Write a time like 09:00, or leave both fields empty'),
);

const language = z.preprocess(
  (value) => value ?? 'english',
  z.enum(languageNames, 'Choose the language that its reports are written in'),
);

const weekdayFields = Object.fromEntries(
  WEEKDAYS.flatMap((_, index) => [
    [`opens${index + 1}`, clock],
    [`closes${index + 1}`, clock],
  ]),
) as Record<never, never>;
const rungFields = Object.fromEntries(
  MODES.flatMap((mode) => [
    [`briefing_${mode}`, maybeText(4_000)],
    [`after_${mode}`, maybeOneOf(MODES, 'Choose a mode')],
  ]),
) as Record<never, never>;

export const queueForm = z
  .object({
    name: line('Give the queue a name, like Orders', 60),
    timeZone,
    language,
    targetPercent: wholeNumber('Write a percentage, like 80', 1, 100),
    targetSeconds: wholeNumber('Write seconds, like 20', 0, 3_600),
    callsPerWeek: wholeNumber('Write the calls of a usual week, like 4200', 0, 10_000_000),
    handleSeconds: wholeNumber('Write the seconds of a usual call with its wrap-up, like 300', 1, 14_400),
    costPerHour: z.preprocess(
      amountFrom,
      z.number(AMOUNT).min(0, AMOUNT).max(100_000, 'That is more than anybody earns an hour'),
    ),
    closedDays: maybeText(20_000),
    ...weekdayFields,
    ...rungFields,
  })
  .superRefine((typed, context) => {
    const say = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    for (const { weekday, opensAt, closesAt } of hoursOf(typed, true))
      if (!opensAt || !closesAt || opensAt >= closesAt)
        say(`opens${weekday}`, `On ${WEEKDAYS[weekday - 1]} the queue must open before it closes`);
    for (const row of closedRows(typed.closedDays))
      if (!isDay(row.day)) say('closedDays', `“${row.text}” does not start with a day like 2026-12-25`);
    const live = (typed as Record<string, unknown>).after_live;
    if (live === null || live === 'live')
      say('after_live', 'Nobody takes live calls first: choose the mode they must have attended before');
  });

/** The form's value as a queue, its money in minor units of the organisation's currency. */
export function queueFrom(typed: z.output<typeof queueForm>, currency: string): NewQueue {
  const { name, timeZone: zone, language, targetPercent, targetSeconds, callsPerWeek, handleSeconds } = typed;
  return {
    ...{ name, timeZone: zone, language, targetPercent, targetSeconds, callsPerWeek, handleSeconds, currency },
    costPerHourMinor: Math.round(typed.costPerHour * 10 ** minorDigits(currency)),
    hours: hoursOf(typed, false),
    closedDays: [...new Map(closedRows(typed.closedDays).map(({ day, reason }) => [day, { day, reason }])).values()],
    rungs: rungsOf(typed),
  };
}

/** What the form shows of a queue that is there already. */
export function valuesOf(queue: NewQueue): Record<string, unknown> {
  return {
    ...queue,
    costPerHour: queue.costPerHourMinor / 10 ** minorDigits(queue.currency),
    closedDays: queue.closedDays.map(({ day, reason }) => `${day} ${reason}`.trim()).join('\n'),
    ...Object.fromEntries(
      queue.hours.flatMap((opening) => [
        [`opens${opening.weekday}`, opening.opensAt],
        [`closes${opening.weekday}`, opening.closesAt],
      ]),
    ),
    ...Object.fromEntries(
      queue.rungs.flatMap((rung) => [
        [`briefing_${rung.mode}`, rung.briefing],
        [`after_${rung.mode}`, rung.afterMode ?? ''],
      ]),
    ),
  };
}

function hoursOf(typed: Record<string, unknown>, halves: boolean): Opening[] {
  const openings = WEEKDAYS.map((_, index) => ({
    weekday: index + 1,
    opensAt: String(typed[`opens${index + 1}`] ?? ''),
    closesAt: String(typed[`closes${index + 1}`] ?? ''),
  }));
  return openings.filter(({ opensAt, closesAt }) => (halves ? opensAt || closesAt : opensAt && closesAt));
}

function rungsOf(typed: Record<string, unknown>): Rung[] {
  const rungs = MODES.map((mode) => ({
    mode,
    briefing: String(typed[`briefing_${mode}`] ?? ''),
    afterMode: (typed[`after_${mode}`] as Mode | null) ?? null,
  }));
  return rungs.filter((rung) => rung.briefing || rung.afterMode);
}

function closedRows(text: string) {
  const rows = text.split('\n').map((row) => row.trim());
  return rows.filter(Boolean).map((row) => ({ text: row, day: row.slice(0, 10), reason: row.slice(10).trim() || 'Closed' }));
}

/** 42.50, 42,50, 1,234.50 and 1 234,50 alike; nothing typed is no amount, rather than nothing to pay. */
function amountFrom(value: unknown) {
  if (typeof value !== 'string') return value;
  const typed = value
    .trim()
    .replace(/(?<=\d)[\s,](?=\d{3}(?!\d))/g, '')
    .replace(/^(\d+),(\d{1,2})$/, '$1.$2');
  return /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
}

function isDay(text: string) {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
