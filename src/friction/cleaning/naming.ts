import { CALLING, CARD, GLUE, IBAN, MINE, OTHER, PHONE, withoutAccents } from './naming-words.ts';

/** What the words before a number call it. `direct`: nothing but "number", "is", "no." and the like stands between. */
export interface Name {
  kind: 'phone' | 'call' | 'card' | 'iban' | 'mine' | 'other' | 'none';
  direct: boolean;
}

/** The nearest naming word within six words before `start`. Marks of earlier cleaning end the search: they name what went. */
export function nameBefore(plain: string, start: number): Name {
  const before = afterLastStop(plain.slice(Math.max(0, start - REACH), start));
  const words = before.match(/[\p{L}\p{M}][\p{L}\p{M}'’]*|[#№]/gu) ?? [];
  let direct = !/[.!?]\s+\S.*$/.test(before.slice(before.lastIndexOf(words.at(-1) ?? '') + 1));
  let callback = false;
  for (const word of words.slice(-WORDS_BACK).reverse()) {
    const kind = kindOf(withoutAccents(word));
    if (kind === 'call' && callback) return { kind: 'phone', direct };
    if (kind !== 'none') return { kind, direct };
    if (/^(?:me|him|her|us|them|back|at|on|mich|ihn|unter|moi|au|al)$/i.test(word)) callback = true;
    else if (!GLUE.test(withoutAccents(word))) direct = false;
  }
  return { kind: 'none', direct: false };
}

const REACH = 72;
const WORDS_BACK = 7;

function afterLastStop(before: string) {
  return before.slice(Math.max(before.lastIndexOf(']'), before.lastIndexOf('\n\n'), before.search(/[!?][^!?]*$/)) + 1);
}

function kindOf(word: string): Name['kind'] {
  if (PHONE.test(word)) return 'phone';
  if (CARD.test(word)) return 'card';
  if (IBAN.test(word)) return 'iban';
  if (OTHER.test(word)) return 'other';
  if (CALLING.test(word)) return 'call';
  return MINE.test(word) ? 'mine' : 'none';
}
