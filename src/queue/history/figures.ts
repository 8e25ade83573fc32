/** A figure as read, or the reason it cannot be: a phrase that follows the written text. */
export type Figure = { value: number } | { problem: string };

const MOST_CALLS = 1_000_000;
const LONGEST_SECONDS = 366 * 86_400;
const GROUPED_BY_COMMA = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const GROUPED_BY_POINT = /^\d{1,3}(\.\d{3})+(,\d+)?$/;
const DURATION = /^(?:(\d+):)?(\d{0,3}):(\d{2}(?:[.,]\d+)?)$/;

/** A number of calls: whole, 0 to a million. Thousands may be grouped. */
export function readCount(text: string): Figure {
  const value = toNumber(GROUPED_BY_POINT.test(text) ? text.replaceAll('.', '') : text);
  if (value === undefined) return { problem: 'is not a number of calls' };
  if (value < 0) return { problem: 'is under 0, and nobody can have fewer calls than none' };
  if (!Number.isInteger(value)) return { problem: 'is not a whole number of calls' };
  return value > MOST_CALLS ? { problem: 'is more than a million calls in one row' } : { value };
}

/** Seconds, 0 or more, from seconds ("182.5"), or m:ss, or h:mm:ss. `unitSeconds` is what a plain number counts in. */
export function readDuration(text: string, unitSeconds: number): Figure {
  const clock = DURATION.exec(text);
  const plain = clock ? undefined : toNumber(text);
  if (!clock && plain === undefined) return { problem: 'is not a time in seconds, nor one like 3:02 or 0:03:02' };
  const value = clock ? clockSeconds(clock) : plain! * unitSeconds;
  if (value < 0) return { problem: 'is a time under 0' };
  return value > LONGEST_SECONDS ? { problem: 'is longer than a year' } : { value };
}

function clockSeconds(match: RegExpExecArray) {
  return Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]!.replace(',', '.'));
}

function toNumber(text: string) {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const bare = text.replace(/[\s\u00a0\u202f']/g, '');
  if (!/^[-+]?[\d.,]+(e[-+]?\d+)?$/i.test(bare)) return undefined;
  const plain = GROUPED_BY_COMMA.test(bare.replace(/^-/, '')) ? bare.replaceAll(',', '') : bare.replace(',', '.');
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
