import { SPACELESS } from './email-local.ts';

/** Where a typed domain that begins at `start` ends; 0 when there is none. Trailing punctuation and sentences stay outside. */
export function domainFrom(plain: string, start: number): number {
  ADDRESS_LITERAL.lastIndex = start;
  const literal = ADDRESS_LITERAL.exec(plain);
  if (literal) return start + literal[0].length;
  return endOfLabels(labelsFrom(plain, start), plain);
}

/** Where a domain with a spelled or bracketed dot ends ("example dot com", "example[.]com"); 0 when there is none. */
export function spelledDomainFrom(plain: string, start: number): number {
  SPELLED.lastIndex = start;
  const spelled = SPELLED.exec(plain);
  if (!spelled || /^(?:the|a|an|this|that|these|every|each|any|my|your|one|red)$/i.test(spelled[1]!)) return 0;
  return start + spelled[0].length;
}

interface Label {
  start: number;
  end: number;
}

const ADDRESS_LITERAL = /\[(?:IPv6:)?[\da-f.:]{3,45}\]/iy;
const DOT =
  '(?:\\s{0,2}[([{<]\\s{0,2}(?:\\.|dot|punkt|point|punto|punt|ponto)\\s{0,2}[)\\]}>]\\s{0,2}|\\s{1,2}(?:dot|punkt|point|punto|punt|ponto)\\s{1,2}|\\s{0,2}\\.)';
const NAMED_DOT = DOT.replace('|\\s{0,2}\\.)', ')');
const TOP =
  '(?:com|org|net|edu|gov|mil|info|biz|io|co|dev|app|uk|de|fr|nl|eu|ca|au|ie|es|it|ch|at|be|nz|us|in|br|mx|pt|pl|se|no|dk|fi|jp|cn|kr|ru|me|tv|online|email|mail)';
const SPELLED = new RegExp(
  `([\\p{L}\\d][\\p{L}\\d-]{0,62})(?:${DOT}[\\p{L}\\d-]{1,63}){0,3}?${NAMED_DOT}${TOP}(?:${NAMED_DOT}${TOP})?(?![\\p{L}\\d])`,
  'iuy',
);
const MAIL_HOSTS =
  /^(?:gmail|googlemail|hotmail|yahoo|outlook|icloud|aol|gmx|protonmail|proton|live|msn|web|mail|yandex|qq|163)$/i;
const LONGEST_DOMAIN = 255;

function labelsFrom(plain: string, start: number): Label[] {
  const labels: Label[] = [];
  const limit = Math.min(plain.length, start + LONGEST_DOMAIN);
  for (let at = start; at < limit; ) {
    const end = labelEnd(plain, at, limit);
    if (end === at) break;
    labels.push({ start: at, end });
    if (!isDot(plain, end)) break;
    at = end + 1;
  }
  return labels;
}

/** An ideographic full stop separates labels only before Latin letters; before others it ends a sentence. */
function isDot(plain: string, at: number) {
  return plain[at] === '.' || (/[\u3002\uff61]/.test(plain[at] ?? '') && /[a-z]/i.test(plain[at + 1] ?? ''));
}

function labelEnd(plain: string, start: number, limit: number) {
  const spaceless = SPACELESS.test(plain[start] ?? '');
  let end = start;
  while (
    end < limit &&
    /[\p{L}\p{N}\p{Mc}_-]/u.test(plain[end]!) &&
    (/[\d-]/.test(plain[end]!) || SPACELESS.test(plain[end]!) === spaceless)
  )
    end++;
  while (end > start && /[-_]/.test(plain[end - 1]!)) end--;
  return end;
}

function endOfLabels(labels: Label[], plain: string) {
  const names = labels.map(({ start, end }) => plain.slice(start, end));
  if (names.length === 1) return MAIL_HOSTS.test(names[0]!) ? labels[0]!.end : 0;
  if (/^v?\d+$/.test(names[0] ?? '') && /^\d/.test(names[1]!)) return 0;
  if (/^[1-4]x$/.test(names[0] ?? '')) return 0;
  let last = names.length - 1;
  while (last > 0 && !isTopLevel(names[last]!)) last--;
  if (last > 1 && /^\p{Lu}\p{Ll}*$/u.test(names[last]!) && /^\p{Ll}+$/u.test(names[last - 1]!)) last--;
  return last > 0 ? labels[last]!.end : 0;
}

function isTopLevel(name: string) {
  return /^(?:xn--[a-z\d-]+|[\p{L}\p{Mc}]{2,})$/iu.test(name);
}
