/** Digits that stand together, and what stands between them and the digits before (empty for the first of a run). */
export interface Group {
  digits: string;
  start: number;
  end: number;
  gap: string;
}

/** Digit groups that only short gaps separate; anything else between two groups begins a new run. */
export function digitRuns(plain: string, gap: RegExp): Group[][] {
  const runs: Group[][] = [];
  let previousEnd = -1;
  for (const match of plain.matchAll(/\d+/g)) {
    const between = previousEnd < 0 ? '' : plain.slice(previousEnd, Math.min(match.index, previousEnd + LONGEST_GAP + 1));
    const joins = between !== '' && between.length <= LONGEST_GAP && gap.test(between);
    const group = { digits: match[0], start: match.index, end: match.index + match[0].length, gap: joins ? between : '' };
    if (joins) runs.at(-1)!.push(group);
    else runs.push([group]);
    previousEnd = group.end;
  }
  return runs;
}

/** Luhn's check: from the right, double every second digit, add the digits of all results; the sum ends in 0. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = digits.charCodeAt(i) - 48;
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

/** What digits alone cannot tell from a card or phone number, but their shape can: dates, addresses, decimals, thousands. */
export function isMeasure(typed: string): boolean {
  return MEASURES.some((shape) => shape.test(typed));
}

/** Groups of three as in 1 234 567: an amount, unless it is called a phone number. */
export function isThousands(typed: string): boolean {
  return /^[1-9]\d{0,2}([ .'])\d{3}(?:\1\d{3})+$/.test(typed);
}

const LONGEST_GAP = 5;
const YEAR = '(?:19|20)\\d\\d';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const MEASURES = [
  new RegExp(`^${YEAR}([-./ ])${DAY}\\1${DAY}$`),
  new RegExp(`^${DAY}([-./ ])${DAY}\\1${YEAR}$`),
  new RegExp(`^${DAY}([-./])${DAY}\\1\\d\\d$`),
  new RegExp(`^${YEAR} ?[-/] ?${YEAR}$`),
  new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`),
  new RegExp(`^${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])[ -]?\\d{4}(?:\\d\\d)?$`),
  /^0?123456789\d?$/,
  /^0\.\d+$/,
  /^\d{1,3}\.\d{5,}$/,
  /^\d{3}-\d{7}-\d{7}$/,
  /^\d{5}-\d{4}$/,
];
