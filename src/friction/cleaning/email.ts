import { MARKS } from '../../web/marks.ts';
import type { Found } from './characters.ts';
import { domainFrom, mistypedDomainFrom, spelledDomainFrom } from './email-domain.ts';
import { localPartBefore } from './email-local.ts';

/** E-mail addresses, typed or disguised ("jane (at) example dot com"). Every sign for "at" is looked at once, within fixed reach. */
export function findEmails(plain: string): Found[] {
  const found: Found[] = [];
  for (const sign of plain.matchAll(AT)) {
    const address = addressAround(plain, sign.index, sign[0]);
    if (address && address.start >= (found.at(-1)?.end ?? 0)) found.push({ ...address, mark: MARKS.email });
  }
  return found;
}

const AT_WORDS = 'at|ät|arobase|arroba|chiocciola|klammeraffe|apenstaartje|malpa|собака|аt';
const AT = new RegExp(
  `\\s{0,2}[([{<]\\s{0,2}(?:@|${AT_WORDS})\\s{0,2}[)\\]}>]\\s{0,2}|(?<=\\S)\\s{1,2}(?:${AT_WORDS})\\s{1,2}|_at_| ?-at- ?|\\s{0,2}(?:@|%40|&#64;|&#x40;|&commat;)\\s{0,2}`,
  'giu',
);
const COMMON_BEFORE_AT =
  /^(?:us|me|now|here|live|only|today|online|available|shop|order|book|see|visit|find|more|meet|lunch|dinner|look|bought|items?|units?|pcs?|is|was|it|stay|work|working|sold|and|or|store|prices?|deal|sale|the|my|account|accounts|website|site|page)$/i;

function addressAround(plain: string, start: number, sign: string) {
  const after = start + sign.length;
  const typed = /^(?:@|%|&)/.test(sign) && !/\s$/.test(sign);
  if (typed) return typedAddress(plain, start, after);
  const bracketed = /[([{<]/.test(sign);
  const spaced = !bracketed && /@|%|&/.test(sign);
  return disguisedAddress(plain, start, after, bracketed, spaced);
}

function typedAddress(plain: string, start: number, after: number) {
  const from = localPartBefore(plain, start);
  if (from === start) return null;
  const end = Math.max(domainFrom(plain, after), mistypedDomainFrom(plain, after));
  const isRepository = plain.slice(from, start) === 'git' && plain[end] === ':';
  return end && !isRepository ? { start: from, end } : null;
}

/** A sign with blanks or brackets around it, or a bare word: the less it looks like an address, the more must speak for one. */
function disguisedAddress(plain: string, start: number, after: number, bracketed: boolean, spaced: boolean) {
  const from = spelledLocalPart(plain, start);
  const local = plain.slice(from, start);
  if (local === '') return null;
  const spelled = spaced ? mistypedDomainFrom(plain, after) : spelledDomainFrom(plain, after);
  const typed = domainFrom(plain, after);
  if (bracketed) return spelled || typed ? { start: from, end: spelled || typed } : null;
  if (spelled) return { start: from, end: spelled };
  const speaks =
    /[\d._+-]/.test(local) ||
    /mail\W{0,3}(?:address|adresse)?(?:\s(?:is|ist|to|me|est|es|è))?\W{0,3}$/i.test(plain.slice(Math.max(0, from - 32), from));
  if (!typed || /^[\d.]+$/.test(local) || (spaced ? COMMON_BEFORE_AT.test(local) : !speaks)) return null;
  return { start: from, end: typed };
}

/** "jane dot doe", "jane underscore doe": up to four words joined by named signs. */
function spelledLocalPart(plain: string, start: number) {
  let from = localPartBefore(plain, start);
  for (let parts = 0; parts < 4 && from < start; parts++) {
    const joint =
      /\s{1,2}(?:dot|punkt|point|punto|punt|ponto|underscore|dash|hyphen|minus|plus)\s{1,2}$|\s?[([{](?:dot|\.)[)\]}]\s?$/i.exec(
        plain.slice(Math.max(0, from - 16), from),
      );
    if (!joint) break;
    const further = localPartBefore(plain, from - joint[0].length);
    if (further === from - joint[0].length) break;
    from = further;
  }
  return from;
}
