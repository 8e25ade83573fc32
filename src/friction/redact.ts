import { findIssuedCards, findOtherCards } from './cleaning/card.ts';
import { type Found, read, replaceFound } from './cleaning/characters.ts';
import { findEmails } from './cleaning/email.ts';
import { findIbans } from './cleaning/iban.ts';
import { numberingOf } from './cleaning/numbering.ts';
import { findPhones } from './cleaning/phone.ts';
import { findSpoken } from './cleaning/spoken.ts';

/**
 * ISO 3166 codes whose national phone numbers are recognised when an organisation names none: where English, German, French, Dutch,
 * Spanish and Italian callers are at home. Numbers of other countries are recognised behind "+" or "00".
 */
export const USUAL_COUNTRIES: readonly string[] = [
  'US',
  'CA',
  'GB',
  'IE',
  'AU',
  'NZ',
  'DE',
  'AT',
  'CH',
  'FR',
  'BE',
  'NL',
  'ES',
  'IT',
];

/**
 * The text with card numbers, IBANs, phone numbers and e-mail addresses replaced by `[card number]`, `[IBAN]`, `[phone number]` and
 * `[e-mail address]`; everything else stays byte for byte, characters without width included. Cleaning twice changes nothing more.
 * `countries`: ISO 3166 alpha-2. Cards are looked for before phones, because a card number can contain a phone number.
 */
export function redact(text: string, countries: readonly string[] = USUAL_COUNTRIES): string {
  let cleaned = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = cleaned;
    cleaned = cleanOnce(before, countries);
    if (cleaned === before) break;
  }
  return cleaned;
}

/** Lines of a file, cleaned one for one: each line alone, so what is split over two lines is only found by `redact` on the whole. */
export async function* redactLines(
  lines: AsyncIterable<string> | Iterable<string>,
  countries: readonly string[] = USUAL_COUNTRIES,
): AsyncGenerator<string> {
  for await (const line of lines) yield redact(line, countries);
}

/** A mark can change what the words before a number say, so cleaning goes on until nothing changes: two passes, rarely three. */
const MOST_PASSES = 10;
const SUSPICIOUS =
  /[\p{N}@＠﹫]|%40|&#|&commat|[([{<]\s{0,2}(?:at|ät)\b|\b(?:dot|punkt|point|punto|punt|ponto|double|triple)\b|mail|_at_|-at-|[零一二三四五六七八九〇]{7}|\b(?:\p{L}{2,6}[ ,-]+){6}/iu;

function cleanOnce(text: string, countries: readonly string[]) {
  if (!SUSPICIOUS.test(text)) return text;
  const numbering = numberingOf(countries, text.length);
  const finders: ((plain: string) => Found[])[] = [
    findEmails,
    findIbans,
    findIssuedCards,
    (plain) => findPhones(plain, numbering),
    findOtherCards,
    findSpoken,
  ];
  let reading = read(text);
  for (const find of finders) {
    const found = find(reading.plain);
    if (found.length > 0) reading = read(replaceFound(reading, found));
  }
  return reading.text;
}
