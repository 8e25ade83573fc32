/** Where the part before "@" begins; `end` itself when nothing there can be one. Looks back 128 characters at most. */
export function localPartBefore(plain: string, end: number): number {
  const quoted = quotedBefore(plain, end);
  if (quoted !== null) return quoted;
  const floor = Math.max(0, end - REACH);
  let start = end;
  const spaceless = start > floor && SPACELESS.test(plain[start - 1]!);
  while (start > floor && LOCAL.test(plain[start - 1]!) && (spaceless || !SPACELESS.test(plain[start - 1]!))) start--;
  while (start < end && EDGE.test(plain[start]!)) start++;
  return /[\p{L}\p{N}]/u.test(plain.slice(start, end)) ? start : end;
}

/** Scripts written without blanks between words: there, a change of script is where the address begins. */
export const SPACELESS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const REACH = 128;
const LOCAL = /[\p{L}\p{N}\p{Mc}.!#$%&'*+\-^_`{|}~]/u;
const EDGE = /[.!#$%&'*\-^`{|}~]/;

function quotedBefore(plain: string, end: number) {
  if (plain[end - 1] !== '"') return null;
  const open = plain.slice(Math.max(0, end - 1 - REACH), end - 1).lastIndexOf('"');
  const start = Math.max(0, end - 1 - REACH) + open;
  return open >= 0 && start < end - 2 && !plain.slice(start, end).includes('\n') ? start : null;
}
