import { z } from 'zod';
import { typedLength } from './marks.ts';

export type Errors = Record<string, string>;
export type FormResult<T> = { ok: true; value: T } | { ok: false; values: Record<string, unknown>; errors: Errors };

/** Reads an HTML form (or JSON) into a value, or into what to show again: what was typed, and the first complaint per field. */
export function readForm<S extends z.ZodType>(schema: S, body: unknown): FormResult<z.output<S>> {
  const values = plain(body);
  const read = schema.safeParse(values);
  return read.success ? { ok: true, value: read.data } : { ok: false, values, errors: complaints(read.error) };
}

/** The first complaint per field, by the field's name; those of the whole form stand under `form`. */
export function complaints(error: z.ZodError): Errors {
  const errors: Errors = {};
  for (const issue of error.issues) errors[issue.path.join('.') || 'form'] ??= issue.message;
  return errors;
}

const plain = (body: unknown) =>
  (typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {}) as Record<string, unknown>;

/** One line of text that must be there; line breaks become spaces. `say` tells what to type. */
export const line = (say: string, most = 200) =>
  z
    .string(say)
    .transform((text) => text.trim().replace(/\s+/g, ' '))
    .pipe(z.string().min(1, say).check(noLongerThan(most)).refine(isStorable, UNSTORABLE));

/** Characters as they were typed: what was cleaned out of a text counts one. */
export const noLongerThan = (most: number) =>
  z.refine<string>((text) => typedLength(text) <= most, `Keep it under ${most} characters`);

const UNSTORABLE = 'One of these characters cannot be stored: write it with letters, digits and punctuation';

/** Text that may be missing: an empty field is an empty string. */
export const maybeText = (most = 2_000) =>
  z.preprocess(
    (value) => value ?? '',
    z.string('Write text here').trim().check(noLongerThan(most)).refine(isStorable, 'One of these characters cannot be stored'),
  );

/** A whole number, typed by a person. Empty is refused with `say`. */
export const wholeNumber = (say: string, least: number, most: number) =>
  z.preprocess(fromTyped, z.number(say).int(say).min(least, say).max(most, say));

/** A whole number that may be left empty (null). */
export const maybeWholeNumber = (say: string, least: number, most: number) =>
  z.preprocess(fromTyped, z.number(say).int(say).min(least, say).max(most, say).nullable());

/** One of the given words; a chip nobody pressed is null. */
export const maybeOneOf = <const W extends readonly string[]>(words: W, say: string) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), z.enum(words, say).nullable());

/** The number of a row that a form points at. */
export const rowId = (say: string) => wholeNumber(say, 1, 2_147_483_647);
export const maybeRowId = (say: string) => maybeWholeNumber(say, 1, 2_147_483_647);

/** A row's number in a URL, or 0, which no row has. */
export const idFrom = (text: unknown): number =>
  typeof text === 'string' && /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : 0;

/** PostgreSQL refuses NUL in text, and a lone surrogate is no character. */
function isStorable(text: string) {
  return !text.includes('\u0000') && text.isWellFormed();
}

function fromTyped(value: unknown) {
  if (typeof value !== 'string') return value ?? null;
  const typed = value.trim().replace(/(?<=\d)[\s,](?=\d{3}\b)/g, '');
  if (typed === '') return null;
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
}
