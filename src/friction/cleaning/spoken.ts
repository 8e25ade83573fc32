import { MARKS } from '../../web/marks.ts';
import type { Found } from './characters.ts';
import { passesLuhn } from './digits.ts';
import { isPhoneByWordsAfter, nameBefore } from './naming.ts';

/** Numbers said digit by digit ("four one double one …"): 12–19 with Luhn's check digit are cards; 7–15 after "call" or "phone" are phones. */
export function findSpoken(plain: string): Found[] {
  const written = [...plain.matchAll(HAN)].map((match) => ({ match, digits: [...match[0]].map(hanDigit).join('') }));
  const said = [...plain.matchAll(SAID)].filter(isMostlyWords).map((match) => ({ match, digits: digitsOf(match[0]) }));
  return [...written, ...said]
    .sort((a, b) => a.match.index - b.match.index)
    .flatMap(({ match, digits }) => {
      const [start, end] = [match.index, match.index + match[0].length];
      const mark = markOf(plain, start, end, digits);
      return mark ? [{ start, end, mark }] : [];
    });
}

const LEAST_WORDS = 4;
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    0: 'zero oh o nought null zéro cero nul',
    1: 'one eins ein un uno een',
    2: 'two zwei zwo deux dos twee',
    3: 'three drei trois tres drie',
    4: 'four vier quatre cuatro',
    5: 'five fünf cinq cinco vijf',
    6: 'six sechs seis zes',
    7: 'seven sieben sept siete zeven',
    8: 'eight acht huit ocho',
    9: 'nine niner neun neuf nueve negen',
  }).flatMap(([digit, names]) => names.split(' ').map((name) => [name, digit] as const)),
);
const REPEATS: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
  ['treble', 3],
  ['quadruple', 4],
]);
const HAN_DIGITS = '零一二三四五六七八九〇';
const HAN = /[零一二三四五六七八九〇]{7,}/g;
const ONE = `(?:(?:${[...REPEATS.keys()].join('|')})[ -])?(?:${[...WORDS.keys()].join('|')}|\\d{1,4})`;
const SAID = new RegExp(`(?<![\\p{L}\\d])${ONE}(?:[ ,\\-.\\n]{1,3}${ONE}){4,}(?![\\p{L}\\d])`, 'giu');

function isMostlyWords(said: RegExpMatchArray) {
  return (said[0].match(/\p{L}+/gu) ?? []).length >= LEAST_WORDS;
}

function hanDigit(sign: string) {
  return HAN_DIGITS.indexOf(sign) % 10;
}

function digitsOf(said: string) {
  let digits = '';
  let times = 1;
  for (const word of said.toLowerCase().match(/[\p{L}]+|\d+/gu)!) {
    const digit = WORDS.get(word) ?? word;
    if (REPEATS.has(word)) times = REPEATS.get(word)!;
    else {
      digits += digit.repeat(times);
      times = 1;
    }
  }
  return digits;
}

function markOf(plain: string, start: number, end: number, digits: string) {
  if (digits.length >= 12 && digits.length <= 19 && passesLuhn(digits)) return isOther(plain, start) ? null : MARKS.card;
  if (digits.length < 7 || digits.length > 15) return null;
  const isPhone = /^(?:phone|call|mine)$/.test(nameBefore(plain, start).kind) || isPhoneByWordsAfter(plain, end);
  return isPhone ? MARKS.phone : null;
}

function isOther(plain: string, start: number) {
  const name = nameBefore(plain, start);
  return name.kind === 'other' && name.direct;
}
