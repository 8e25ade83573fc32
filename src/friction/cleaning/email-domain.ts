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
  return endOfSpelled(SPELLED, plain, start);
}

/** Where a mistyped domain behind "@" ends: "gmail . com", "example,com"; 0 when there is none. */
export function mistypedDomainFrom(plain: string, start: number): number {
  return endOfSpelled(MISTYPED, plain, start);
}

interface Label {
  start: number;
  end: number;
}

const ADDRESS_LITERAL = /\[(?:IPv6:)?[\da-f.:]{3,45}\]/iy;
const DOT_WORDS = '(?:dot|punkt|point|punto|punt|ponto)';
const NAMED_DOT = `\\s{0,2}[([{<]\\s{0,2}(?:\\.|${DOT_WORDS})\\s{0,2}[)\\]}>]\\s{0,2}|\\s{1,2}${DOT_WORDS}\\s{1,2}|_${DOT_WORDS}_| ?-${DOT_WORDS}- ?`;
const TOP =
  '(?:com|org|net|edu|gov|mil|info|biz|io|co|dev|app|uk|de|fr|nl|eu|ca|au|ie|es|it|ch|at|be|nz|us|in|br|mx|pt|pl|se|no|dk|fi|jp|cn|kr|ru|me|tv|online|email|mail)';
const SPELLED = domainPattern(NAMED_DOT);
const MISTYPED = domainPattern(`${NAMED_DOT}|\\s{1,2}\\.\\s{0,2}|,`);
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
  if (names.length < 2) return MAIL_HOSTS.test(names[0] ?? '') ? labels[0]!.end : 0;
  if (/^v?\d+$/.test(names[0] ?? '') && /^\d/.test(names[1]!)) return 0;
  if (/^[1-4]x$/.test(names[0] ?? '')) return 0;
  let last = names.length - 1;
  const dashed = /^(?:com|org|net|\p{L}{2,3})(?=[-_])/iu.exec(names[last]!);
  if (dashed) return labels[last]!.start + dashed[0].length;
  while (last > 0 && !isTopLevel(names[last]!)) last--;
  if (last > 1 && /^\p{Lu}\p{Ll}*$/u.test(names[last]!) && /^\p{Ll}+$/u.test(names[last - 1]!)) last--;
  return last > 0 ? labels[last]!.end : 0;
}

function isTopLevel(name: string) {
  return /^(?:xn--[a-z\d-]+|[\p{L}\p{Mc}]{2,})$/iu.test(name);
}

function domainPattern(dot: string) {
  const end = `(?:${dot})${TOP}(?:(?:${dot}|\\.)${TOP})?(?![\\p{L}\\d])`;
  return new RegExp(`([\\p{L}\\d][\\p{L}\\d-]{0,62}?)(?:(?:${dot}|\\.)[\\p{L}\\d-]{1,63}?){0,3}?${end}`, 'iuy');
}

function endOfSpelled(pattern: RegExp, plain: string, start: number) {
  pattern.lastIndex = start;
  const spelled = pattern.exec(plain);
  if (!spelled || /^(?:the|a|an|this|that|these|every|each|any|my|your|one|red)$/i.test(spelled[1]!)) return 0;
  return start + spelled[0].length;
}
