import { z } from 'zod';
import { USUAL_COUNTRIES } from '../friction/redact.ts';
import { noLongerThan } from '../web/form.ts';
import { minorDigits } from '../web/format.ts';

/** What an organisation decides once; kept in the database, changed on a page. */
export const settings = z.object({
  organisation: z.string().trim().min(1, 'Write the name people know you by').check(noLongerThan(60)),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'Write a currency of three letters, like EUR')
    .refine(isCurrency, 'Write a currency of three letters, like EUR'),
  /** ISO 3166 alpha-2 codes, whose phone numbers are cleaned from texts. */
  countries: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}([,\s]+[A-Z]{2})*$/, 'Write countries of two letters, like US, GB')
    .transform((text) => text.split(/[,\s]+/)),
});

export type Settings = z.output<typeof settings>;

export const DEFAULTS: Settings = {
  organisation: 'Shadow Shift',
  currency: 'USD',
  countries: [...USUAL_COUNTRIES],
};

function isCurrency(code: string) {
  return Intl.supportedValuesOf('currency').includes(code) && minorDigits(code) >= 0;
}
