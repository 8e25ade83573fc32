import { MARKS } from '../../web/marks.ts';
import type { Found } from './characters.ts';
import { nameBefore } from './naming.ts';

/** IBANs in any spacing and case. Without a right check sum (ISO 7064, mod 97 = 1) only what the text calls an IBAN goes. */
export function findIbans(plain: string): Found[] {
  const found: Found[] = [];
  for (const head of plain.matchAll(HEAD)) {
    const start = head.index + head[0].length - head[1]!.length;
    if (start < (found.at(-1)?.end ?? 0)) continue;
    const end = endOfIban(plain, start);
    if (end > 0) found.push({ start, end, mark: MARKS.iban });
  }
  return found;
}

/** Remainder of the number that the country and check letters make when moved to the end and read as A = 10 … Z = 35. */
export function passesMod97(iban: string): boolean {
  let remainder = 0;
  for (const character of (iban.slice(4) + iban.slice(0, 4)).toUpperCase()) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Characters of an IBAN by country (SWIFT IBAN registry). */
export const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 ' +
    'FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 ' +
    'MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ' +
    'SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ' +
    'AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const HEAD = /(?<![\p{L}\d])(?:iban)?([a-z] ?[a-z][ .-]?\d[ .-]?\d)/giu;
const GAP = /[ \n.\-/_:,]/;
const LONGEST = 34;
const SHORTEST = 15;
const NAME_REACH = 64;

function endOfIban(plain: string, start: number) {
  const named = isNamed(plain, start);
  const { signs, ends } = signsFrom(plain, start);
  const length = IBAN_LENGTHS.get(signs.slice(0, 2).toUpperCase());
  if (length !== undefined) {
    const iban = signs.slice(0, length);
    const isClosed = isWhole(plain, ends, length) || (/\d$/.test(iban) && !/\d/.test(plain[ends[length - 1]!] ?? ''));
    if (iban.length === length && isClosed && (named || passesMod97(iban))) return ends[length - 1]!;
  }
  return named ? endOfNamed(plain, signs, ends) : 0;
}

function isNamed(plain: string, start: number) {
  if (/iban$/i.test(plain.slice(Math.max(0, start - 4), start))) return true;
  if (!/iban/i.test(plain.slice(Math.max(0, start - NAME_REACH), start))) return false;
  const name = nameBefore(plain, start);
  return name.kind === 'iban' && name.direct;
}

/** Letters and digits from `start` with where each ends; stops at two gaps in a row beyond " - ", at other signs, at 34. */
function signsFrom(plain: string, start: number) {
  const ends: number[] = [];
  let signs = '';
  let gap = 0;
  for (let at = start; at < plain.length && signs.length < LONGEST && gap <= 3; at++) {
    const sign = plain[at]!;
    if (/[a-z\d]/i.test(sign)) {
      signs += sign;
      ends.push(at + 1);
      gap = 0;
    } else if (GAP.test(sign)) gap++;
    else break;
  }
  return { signs, ends };
}

function isWhole(plain: string, ends: number[], length: number) {
  return length <= ends.length && !/[a-z\d]/i.test(plain[ends[length - 1]!] ?? '');
}

/** What is called an IBAN without being one to the letter: as far as its groups hold digits. */
function endOfNamed(plain: string, signs: string, ends: number[]) {
  let end = 0;
  for (let count = SHORTEST; count <= signs.length; count++) {
    const group = /[a-z\d]+$/i.exec(plain.slice(ends[0]! - 1, ends[count - 1]))![0];
    if (isWhole(plain, ends, count) && /\d/.test(group)) end = ends[count - 1]!;
    else if (isWhole(plain, ends, count)) break;
  }
  return end;
}
