/** A text as its reader sees it: `plain` has ASCII digits, dashes and spaces; `starts`/`ends` lead back to the text as typed. */
export interface Reading {
  text: string;
  plain: string;
  starts: readonly number[] | null;
  ends: readonly number[] | null;
}

/** A stretch of `plain` (UTF-16 units, end excluded) that must go, and the mark that takes its place. */
export interface Found {
  start: number;
  end: number;
  mark: string;
}

/**
 * Reads every Unicode digit as 0–9, every dash as `-`, every space as a blank, and skips what has no width (joiners, soft hyphens,
 * variation selectors, combining marks). One typed character gives at most one plain character, so positions can be followed back.
 */
export function read(text: string): Reading {
  if (/^[\n\x20-\x7e]*$/.test(text)) return { text, plain: text, starts: null, ends: null };
  const known = new Map<number, string>();
  const plain: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    const next = at + (code > 0xffff ? 2 : 1);
    const seen = known.get(code) ?? plainCharacter(code);
    known.set(code, seen);
    if (seen.length === 1) {
      plain.push(seen);
      starts.push(at);
      ends.push(next);
    } else if (seen === ATTACHED && ends.length > 0 && ends[ends.length - 1] === at) ends[ends.length - 1] = next;
    at = next;
  }
  return { text, plain: plain.join(''), starts, ends };
}

/** The text as typed, byte for byte, with each found stretch replaced by its mark. Stretches are in order and do not overlap. */
export function replaceFound(reading: Reading, found: readonly Found[]): string {
  const { text, starts, ends } = reading;
  let cleaned = '';
  let kept = 0;
  for (const { start, end, mark } of found) {
    cleaned += text.slice(kept, starts ? starts[start] : start) + mark;
    kept = ends ? ends[end - 1]! : end;
  }
  return cleaned + text.slice(kept);
}

const ATTACHED = 'attached';
const DASH = /[\p{Pd}\u2212\u2043\u02d7\u30fc\uff70\u2500\u2501\u00ac]/u;
const DOT_LOOKALIKE = /[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u2024\u2026]/;

function plainCharacter(code: number): string {
  const typed = String.fromCodePoint(code);
  if (code === 0x0d || code === 0x09 || code === 0x2800) return ' ';
  if (code < 0x80) return typed;
  if (/[\p{Mn}\p{Me}]/u.test(typed)) return ATTACHED;
  if (/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(typed)) return '';
  if (/\p{Nd}/u.test(typed)) return String(digitValue(code));
  if (DASH.test(typed)) return '-';
  if (DOT_LOOKALIKE.test(typed)) return '.';
  if (/\p{Zs}/u.test(typed)) return ' ';
  if (/[\u0085\u2028\u2029]/.test(typed)) return '\n';
  return compatible(typed, code);
}

/** Decimal digits stand in Unicode in unbroken tens, so the value is the distance to the start of the stretch. */
function digitValue(code: number) {
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}

/** Full-width, circled, superscript and mathematical forms, as their everyday character. */
function compatible(typed: string, code: number) {
  if (code === 0x24ff) return '0';
  for (const first of [0x2776, 0x2780, 0x278a, 0x24f5]) if (code >= first && code < first + 9) return String(code - first + 1);
  const everyday = typed.normalize('NFKC');
  if (everyday.length === 1) return everyday;
  const enclosed = /^(?:\((\d)\)|(\d)[.,])$/.exec(everyday);
  if (enclosed) return (enclosed[1] ?? enclosed[2])!;
  if (typed.length === 1) return typed;
  return /\p{L}/u.test(typed) ? '\u4e00' : '\ufffd';
}
