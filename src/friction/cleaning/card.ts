import { MARKS } from '../../web/marks.ts';
import { cardTail } from './card-tail.ts';
import { apart, besides, inOrder, isUsualGrouping, shapeOf, type Window, windowsOf } from './card-window.ts';
import type { Found } from './characters.ts';
import { digitRuns, type Group, isMeasure, isThousands, passesLuhn } from './digits.ts';
import { hasIssuer } from './issuers.ts';
import { nameBefore } from './naming.ts';

/** Card numbers: an issuer's beginning and length with Luhn's check digit, in any grouping. Their expiry and security code go too. */
export function findIssuedCards(plain: string): Found[] {
  return findCards(plain, issuedWindows);
}

/** 12–19 digits with Luhn's check digit that no known issuer hands out: cards, unless the words or the shape say otherwise. */
export function findOtherCards(plain: string): Found[] {
  return findCards(plain, otherWindows);
}

const GAP = /^[ \n\-./\\_,:;|~'"()[\]*+]+$/;

function findCards(plain: string, choose: (plain: string, run: Group[]) => { start: number; end: number }[]): Found[] {
  const found: Found[] = [];
  for (const run of digitRuns(plain, GAP)) {
    const chosen = choose(plain, run);
    for (const [index, { start, end }] of chosen.entries()) {
      const last = found.at(-1);
      const tail = cardTail(plain, end);
      const whole = tail > (chosen[index + 1]?.start ?? tail) ? end : tail;
      if (last && start < last.end) last.end = Math.max(last.end, whole);
      else found.push({ start, end: whole, mark: MARKS.card });
    }
  }
  return found;
}

function issuedWindows(plain: string, run: Group[]) {
  const unspaced = run.flatMap((group) => withinOneGroup(plain, group));
  if (isPhoneList(run)) return unspaced;
  const windows = windowsOf(run, hasIssuer).filter((window) => isIssued(plain, window) && !isAmidList(plain, run, window));
  const usual = apart(windows.filter((window) => isUsualGrouping(window.groups)));
  return inOrder([...unspaced, ...usual, ...besides(windows, usual)]);
}

function isIssued(plain: string, window: Window) {
  const hasCheckDigit = passesLuhn(window.digits);
  if (!hasCheckDigit && !isUsualGrouping(window.groups)) return false;
  if (!gapsFit(window.groups) || isAllDates(plain, window) || isInHash(plain, window)) return false;
  if (hasCheckDigit) return true;
  const name = nameBefore(plain, window.start);
  return name.kind === 'card' && name.direct;
}

/** Blanks, dashes, dots and slashes join any groups; one line break too; commas and the like only groups as printed on a card. */
function gapsFit(groups: Group[]) {
  const gaps = groups.slice(1).map(({ gap }) => gap);
  if (gaps.some((gap) => /[,:;|"+*]/.test(gap)))
    return isUsualGrouping(groups) || groups.every(({ digits }) => digits.length === 1);
  return gaps.filter((gap) => gap.includes('\n')).length <= 1 || isUsualGrouping(groups);
}

/** 3-3-4 and again 3-3-4: two phone numbers side by side, however the check digit falls. */
function isPhoneList(run: Group[]) {
  return /^(?:(?:1-)?3-3-4(?:-|$)){2,}$/.test(shapeOf(run));
}

function isAllDates(plain: string, { groups }: Window) {
  return (
    groups.length === 6 &&
    [groups.slice(0, 3), groups.slice(3)].every((three) => isMeasure(plain.slice(three[0]!.start, three[2]!.end)))
  );
}

function isInHash(plain: string, { start, end }: Window) {
  const before = /[\da-f]*$/i.exec(plain.slice(Math.max(0, start - 64), start))![0];
  const after = /^[\da-f]*/i.exec(plain.slice(end, end + 64))![0];
  return (
    before.length + end - start + after.length >= 24 && /[a-f]/i.test(before + after) && /[a-f]\d|\d[a-f]/i.test(before + after)
  );
}

/** Cards typed without any gap: two of them, or one with its expiry and security code behind it. */
function withinOneGroup(plain: string, { digits, start, end }: Group) {
  if (digits.length < 17 || digits.length > 38) return [];
  const length = [16, 15].find((size) => hasIssuer(digits.slice(0, size)) && passesLuhn(digits.slice(0, size)));
  if (length === undefined) return [];
  const rest = digits.slice(length);
  if (rest.length >= 15 && hasIssuer(rest) && passesLuhn(rest))
    return [
      { start, end: start + length },
      { start: start + length, end },
    ];
  const year = /^(?:0[1-9]|1[0-2])$/.test(rest) ? /^[/-](?:20)?[2-4]\d(?!\d)/.exec(plain.slice(end, end + 6)) : null;
  if (year) return [{ start, end: end + year[0].length }];
  if (/^(?:\d{3,4})?(?:0[1-9]|1[0-2])(?:20)?[2-4]\d(?:\d{3,4})?$/.test(rest)) return [{ start, end }];
  return rest.length < 5 && nameBefore(plain, start).kind === 'card' ? [{ start, end }] : [];
}

function otherWindows(plain: string, run: Group[]) {
  const windows = windowsOf(run, passesLuhn).filter((window) => isOtherCard(plain, run, window));
  return apart(inOrder(windows.sort((a, b) => b.digits.length - a.digits.length)));
}

function isOtherCard(plain: string, run: Group[], window: Window) {
  if (!window.groups.slice(1).every(({ gap }) => /^[ \n\-.]{1,3}$/.test(gap))) return false;
  if (!standsAlone(plain, run, window) || isAttached(plain, window)) return false;
  const name = nameBefore(plain, window.start);
  if (name.kind === 'other' && name.direct) return false;
  return name.kind === 'card' || !isOtherwiseKnown(plain, window);
}

/** Commas and the like join printed groups only when the list ends where the card does. */
function isAmidList(plain: string, run: Group[], { from, groups, end }: Window) {
  const lists = /[,:;|]/;
  if (!groups.slice(1).some(({ gap }) => lists.test(gap))) return false;
  const next = run[from + groups.length];
  if (from > 0 && lists.test(groups[0]!.gap)) return true;
  return next !== undefined && lists.test(next.gap) && cardTail(plain, end) < next.end;
}

/** At an end of its run, or where the gap is more than a blank; an expiry or security code may follow. */
function standsAlone(plain: string, run: Group[], { from, groups, end }: Window) {
  if (from > 0 && !/[\n,:;]/.test(groups[0]!.gap)) return false;
  const next = run[from + groups.length];
  return next === undefined || /[\n,:;]/.test(next.gap) || cardTail(plain, end) >= next.end;
}

/** Letters, "#" or a currency sign that touch the digits make them part of something else: a serial, an amount, a case. */
function isAttached(plain: string, { start, end }: Window) {
  const before = plain.slice(Math.max(0, start - 3), start);
  return (
    /[A-Za-z]$|[A-Za-z\d][-_/.]$|[#$€£¥=_/]$/.test(before) ||
    /^(?:[A-Za-z_%€$£]|[-_/][A-Za-z]|[.,:]\d)/.test(plain.slice(end, end + 2))
  );
}

function isOtherwiseKnown(plain: string, { digits, groups, start, end }: Window) {
  if (
    /^(\d)\1+$/.test(digits) ||
    isMeasure(plain.slice(start, end)) ||
    isThousands(plain.slice(start, end)) ||
    hasDate(plain, groups)
  )
    return true;
  if (groups.length > 1) return false;
  return (
    /^97[89]\d{10}$/.test(digits) ||
    /^1[4-9]\d{11}(?:\d{3})?$/.test(digits) ||
    /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6}|\d{9})$/.test(digits)
  );
}

function hasDate(plain: string, groups: Group[]) {
  return groups.some((_, at) => {
    const three = groups.slice(at, at + 3);
    return three.length === 3 && isMeasure(plain.slice(three[0]!.start, three[2]!.end));
  });
}
