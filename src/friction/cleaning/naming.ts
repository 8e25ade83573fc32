import { CALLING, CARD, GLUE, IBAN, MINE, OTHER, PHONE, withoutAccents } from './naming-words.ts';

/** What the words before a number call it. `direct`: nothing but "number", "is", "no." and the like stands between. */
export interface Name {
  kind: 'phone' | 'call' | 'card' | 'iban' | 'mine' | 'other' | 'none';
  direct: boolean;
}

/** The nearest naming word within six words before `start`. Marks of earlier cleaning end the search: they name what went. */
export function nameBefore(plain: string, start: number): Name {
  const before = afterLastStop(plain.slice(Math.max(0, start - REACH), start))
    .replace(EARLIER_IN_LIST, '')
    .replace(/\bS\/N\b/gi, 'serial')
    .replace(/\bcaller ?id\b/gi, 'phone');
  const words = before.match(/[\p{L}\p{M}][\p{L}\p{M}'’]*|[#№]/gu) ?? [];
  let direct = !PAUSE.test(before);
  let callback = false;
  let weaker: Name = { kind: 'none', direct: false };
  for (const word of words.slice(-WORDS_BACK).reverse()) {
    const kind = kindOf(withoutAccents(word));
    if (kind === 'call' && callback) return { kind: 'phone', direct };
    if (SIGN.test(word)) {
      weaker = weaker.kind === 'none' ? { kind, direct } : weaker;
      continue;
    }
    if (kind === 'mine') weaker = weaker.kind === 'none' ? { kind, direct } : weaker;
    else if (kind !== 'none' && (direct || weaker.kind !== 'other')) return { kind, direct };
    if (/^(?:me|him|her|us|them|back|at|on|mich|ihn|unter|moi|au|al)$/i.test(word)) callback = true;
    else if (!GLUE.test(withoutAccents(word))) direct = false;
  }
  return weaker;
}

/** "… is my new mobile", "… as his callback number": the words after a number call it a phone. */
export function isPhoneByWordsAfter(plain: string, end: number): boolean {
  const named = PHONE_AFTER.exec(plain.slice(end, end + 40));
  return named !== null && kindOf(named[1] ?? '') !== 'other';
}

/** What one word without accents calls a number. */
function kindOf(word: string): Name['kind'] {
  if (PHONE.test(word)) return 'phone';
  if (CARD.test(word)) return 'card';
  if (IBAN.test(word)) return 'iban';
  if (OTHER.test(word)) return 'other';
  if (CALLING.test(word)) return 'call';
  return MINE.test(word) ? 'mine' : 'none';
}

const REACH = 72;
/** A comma or full stop after a whole word ends what it names; after "no.", "ref." and the like it does not. */
const PAUSE = /(?<!nr|(?<!\p{L})(?:no|nos|num|ref|tel|acct|ord|inv|art|mob|ph|cell|ext|id|тел|моб|réf))[.,;]\s+\S{0,2}$/iu;
const EARLIER_IN_LIST = /(?:#?\d[\d./-]{2,24} ?(?:[,&]|,? ?(?:and|or|und|oder|et|y|e|o|ou)) ?#?)+$/i;
const SIGN = /^[#№]$/;
const WORDS_BACK = 7;

function afterLastStop(before: string) {
  return before.slice(Math.max(before.lastIndexOf(']'), before.lastIndexOf('\n\n'), before.search(/[!?][^!?]*$/)) + 1);
}
const PHONE_AFTER =
  /^["')\]]?,?\s(?:is|was|are|as|=|ist|est|es|è)?\s?(?:my|his|her|their|our|the|a|meine?|mon|mi|mijn|el|il)\s(?:(\p{L}+)\s)?(?:phone|mobile|cell|telephone|landline|callback|handy|telefon|portable|fax|móvil|teléfono|cellulare|telefono|mobiel|telefoon|celular|number\b(?! of))/iu;
