import type { Found } from './characters.ts';
import { isMeasure, isThousands } from './digits.ts';
import { isPhoneByWordsAfter, type Name, nameBefore } from './naming.ts';
import type { Numbering } from './numbering.ts';

/** Digit groups that may be one phone number. `lengths` like "3-3-4"; `clusters` counts the parts that blanks separate. */
export interface PhoneCandidate {
  digits: string;
  lengths: string;
  clusters: number;
  start: number;
  end: number;
}

/** What stands before a candidate; the same for all that begin there. `name` is worked out when first asked for. */
export interface Before {
  typed: string;
  isInternational: boolean;
  isPartOfOther: boolean;
  name(): Name;
}

/** `last` is the phone number found before, if any. */
export function surroundingsBefore(plain: string, start: number, last: Found | undefined): Before {
  const typed = plain.slice(Math.max(0, start - 16), start);
  let name: Name | undefined;
  return {
    typed,
    isInternational: /(?:^|[^\d+])\+ ?[([]?$|wa\.me\/$/.test(typed),
    isPartOfOther: isPartOfOther(typed),
    name: () => {
      name ??= continuesList(plain, start, last) ? { kind: 'phone', direct: true } : nameBefore(plain, start);
      return name;
    },
  };
}

/** 0: not a phone number; 1: one by what it is called; 2: one by its shape. */
export function isPhone(plain: string, candidate: PhoneCandidate, before: Before, numbering: Numbering): 0 | 1 | 2 {
  if (before.isPartOfOther || (candidate.clusters === 1 && /-$/.test(before.typed) && !CALLED.test(before.typed))) return 0;
  if (before.isInternational) return isInternational(candidate, numbering) && !touchesOther(plain, candidate) ? 2 : 0;
  const byShape = shapeOf(plain, candidate, numbering);
  const name = isPhoneByWordsAfter(plain, candidate.end) ? DIRECT_PHONE : before.name();
  if (/other|iban/.test(name.kind) && name.direct) return 0;
  if (byShape !== 'exact' && !isCalledPhone(plain, candidate, name, numbering)) return 0;
  if (touchesOther(plain, candidate) || isMeasure(plain.slice(candidate.start, candidate.end))) return 0;
  if (
    name !== DIRECT_PHONE &&
    !(name.kind === 'phone' && name.direct) &&
    isThousands(plain.slice(candidate.start, candidate.end))
  )
    return 0;
  return byShape === 'none' ? 1 : 2;
}

type Shape = 'exact' | 'loose' | 'none';

const CALLED = /(?:^|[^\p{L}])(?:tel|tél|tlf|phone|ph|fon|mobile|mob|cell|fax|sms|call|whatsapp|wa\.me\/|t|m|p|f)[.:=/-]?$/iu;

const DIRECT_PHONE: Name = { kind: 'phone', direct: true };

/** Letters, currency signs and the like that touch the digits from the left: an identifier, an amount, an address of a page. */
function isPartOfOther(typed: string) {
  const before = typed.replace(/[+([]+$/, '');
  if (CALLED.test(before) || /wa\.me\/$/.test(before)) return false;
  if (/[A-Za-z\u00c0-\u024f_\d]$|[$€£¥=~/\\*#]$/.test(before)) return true;
  if (/(?<![A-Z\d])1Z[A-Z\d ]*$/i.test(before)) return true;
  return /[\p{L}\d][-.,:_]$/u.test(before) && !/\p{L}{2,}[.:,]$/u.test(before);
}

/** The same from the right. */
function touchesOther(plain: string, { end }: PhoneCandidate) {
  const after = plain.slice(end, end + 4);
  return /^(?:[A-Za-z_]|[%€$£¥]|:\d|[.,]\d|-[A-Za-z\d]|\/\d)/.test(after) && !/^(?:x|ext)/i.test(after);
}

/** The trunk 0 in "+49 (0)30" is not dialled from abroad. */
function isInternational({ digits, lengths }: PhoneCandidate, numbering: Numbering) {
  if (digits.length < 7 || digits.length > 16) return false;
  const zero = /^(\d)-1-/.exec(lengths);
  const code = Number(zero?.[1] ?? 0);
  const dialled = code > 0 && digits[code] === '0' ? digits.slice(0, code) + digits.slice(code + 1) : digits;
  return numbering.isInternational(dialled);
}

function shapeOf(plain: string, candidate: PhoneCandidate, numbering: Numbering): Shape {
  const { digits, lengths } = candidate;
  const dialled = /^(?:00|0?011)([1-9]\d{7,14})$/.exec(digits)?.[1];
  if (dialled !== undefined) return isDialled(dialled, numbering) ? 'exact' : 'loose';
  const ten = digits.replace(/^1(?=\d{10}$)/, '');
  const shapes: Shape[] = ['none'];
  if (numbering.hasNorthAmerica && ten.length === 10) shapes.push(northAmerican(plain, candidate, ten, numbering));
  if (numbering.fitsTrunk(digits)) shapes.push(trunkShape(candidate));
  else if (/^\d{8,11}$/.test(digits) && lengths.includes('-') && numbering.isWritten(digits, lengths)) shapes.push('exact');
  return (['exact', 'loose', 'none'] as const).find((shape) => shapes.includes(shape))!;
}

/** With the trunk 0 that some write behind the calling code, or without. */
function isDialled(digits: string, numbering: Numbering) {
  return [digits, digits.replace(/^(\d{2,3})0(?=\d{9})/, '$1')].some((number) => numbering.isInternational(number));
}

function northAmerican(plain: string, { lengths, clusters, start }: PhoneCandidate, ten: string, numbering: Numbering): Shape {
  const isValid = numbering.isNorthAmerican(ten);
  if (/^(?:1-)?3-3-4$/.test(lengths)) return isValid || clusters === 1 || /[([]/.test(plain[start - 1] ?? '') ? 'exact' : 'loose';
  if (/^(?:1-)?(?:3-7|6-4)$/.test(lengths) && isValid && /\(/.test(plain[start - 1] ?? '')) return 'exact';
  return isValid ? 'loose' : 'none';
}

/** A number that opens with the trunk 0: nine digits in a few groups, or ten to twelve in one. */
function trunkShape({ digits, lengths }: PhoneCandidate): Shape {
  const groups = lengths.split('-').map(Number);
  if (groups.length === 1) return digits.length >= 10 ? 'exact' : 'loose';
  const isSpread = groups.length <= 6 && groups.every((length, at) => length >= 2 || (at === 0 && groups[1] === 3));
  return isSpread && digits.length >= 9 ? 'exact' : 'loose';
}

/** After "and", "or", "/" behind another phone number, this is one as well. */
function continuesList(plain: string, start: number, last: Found | undefined) {
  const from = Math.max(last?.end ?? 0, start - 32);
  const between = plain.slice(from, start);
  const tail = from === last?.end ? between : /\[phone number\](.*)$/s.exec(between)?.[1];
  return tail !== undefined && /^[\s,;/&|(+]*(?:(?:or|and|oder|und|ou|et|o|y|e|en|of)\s)?[\s(+]*$/i.test(tail);
}

function isCalledPhone(plain: string, candidate: PhoneCandidate, name: Name, numbering: Numbering) {
  const { digits, lengths } = candidate;
  const isLocal = /^(?:3-4|4-4)$/.test(lengths);
  const isLikely =
    isLocal ||
    numbering.fitsTrunk(digits) ||
    numbering.hasCallingCode(digits) ||
    numbering.isNorthAmerican(digits) ||
    /^(?:1-)?3-3-4$/.test(lengths);
  if (name.kind === 'phone')
    return digits.length <= 15 && (name.direct ? digits.length >= 6 : isLikely || numbering.isWritten(digits, ''));
  if (name.kind === 'call')
    return digits.length >= 7 && digits.length <= 15 && (isLikely || (digits.length > 8 && numbering.isWritten(digits, '')));
  if (name.kind === 'mine') return digits.length >= 9 && (isLikely || numbering.isWritten(digits, ''));
  return digits.length >= 10 && isLikely && isAllThereIs(plain, candidate);
}

function isAllThereIs(plain: string, { start, end, lengths }: PhoneCandidate) {
  return (
    /^(?:\d+(?:-\d+){0,3}|1(?:-1){9,})$/.test(lengths) &&
    plain.length - (end - start) < 80 &&
    `${plain.slice(0, start)}${plain.slice(end)}`.trim() === ''
  );
}
