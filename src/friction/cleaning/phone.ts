import { MARKS } from '../../web/marks.ts';
import type { Found } from './characters.ts';
import { digitRuns, type Group, isMeasure } from './digits.ts';
import type { Numbering } from './numbering.ts';
import { isPhone, surroundingsBefore } from './phone-shape.ts';

/** Phone numbers of the organisation's countries, and of any country behind a "+". Extensions go with them. */
export function findPhones(plain: string, numbering: Numbering): Found[] {
  const found: Found[] = [];
  for (const run of digitRuns(plain, GAP)) {
    const clusters = isAccount(plain, run) ? [] : clustersOf(run);
    let taken = 0;
    for (let from = 0; from < clusters.length; ) {
      if (from > taken && isAmidSmallNumbers(clusters[from - 1]!, clusters[from]!)) {
        from++;
        continue;
      }
      const count = phoneFrom(plain, clusters.slice(from, from + MOST_CLUSTERS), numbering, found.at(-1));
      if (count > 0) found.push(stretch(plain, clusters.slice(from, from + count)));
      from += count || 1;
      if (count > 0) taken = from;
    }
  }
  return found;
}

/** Groups with no blank between them: what a reader sees as one. */
type Cluster = Group[];

const GAP = /^(?: ?[)\]]?[ ]{0,2}[-./]?[ ]{0,2}\n?[ ]?[([]?|[)\]]{1,2}[-./ ]{0,3}|[-./][([]|[ ]?[([] ?\+?)$/;
const MOST_CLUSTERS = 15;
const FEWEST_DIGITS = 6;
const MOST_DIGITS = 17;
const EXTENSION =
  /[ ,;-]{0,3}(?:\(?(?:extension|extn?|ext|x|#|durchwahl|dw|poste|interno|toestel)[ .:#]{0,3}\d{1,6}\)?|-\d{1,4}(?![\d-]))/iy;

/** In a row of one- or two-digit numbers a phone number can only begin where the row does, or with 0. */
function isAmidSmallNumbers(before: Cluster, cluster: Cluster) {
  const [previous, first] = [before[0]!, cluster[0]!];
  if (before.length > 1 || cluster.length > 1 || first.digits.startsWith('0') || /[+(]/.test(first.gap)) return false;
  return first.digits.length <= 2 && first.digits.length === previous.digits.length;
}

/** Written like an IBAN: two letters, two digits, groups of four. */
function isAccount(plain: string, run: Group[]) {
  const lengths = run.map(({ digits }) => digits.length).join('-');
  return (
    /^2(?:-4){2,}(?:-[1-4])?$/.test(lengths) &&
    /(?<![A-Za-z])[A-Za-z]{2}$/.test(plain.slice(Math.max(0, run[0]!.start - 3), run[0]!.start))
  );
}

function clustersOf(run: Group[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const group of run) {
    if (clusters.length === 0 || /[ \n]/.test(group.gap)) clusters.push([group]);
    else clusters.at(-1)!.push(group);
  }
  return clusters;
}

/** How many clusters from the first make the best number: an exact shape before a loose one, more digits before fewer. */
function phoneFrom(plain: string, clusters: Cluster[], numbering: Numbering, last: Found | undefined) {
  const start = clusters[0]![0]!.start;
  const before = surroundingsBefore(plain, start, last);
  let best = { count: 0, grade: 0 };
  let digits = '';
  let lengths = '';
  for (const [index, cluster] of clusters.entries()) {
    for (const group of cluster) {
      digits += group.digits;
      lengths += `${lengths && '-'}${group.digits.length}`;
    }
    if (digits.length > MOST_DIGITS) break;
    if (digits.length < FEWEST_DIGITS) continue;
    const grade = isPhone(plain, { digits, lengths, clusters: index + 1, start, end: cluster.at(-1)!.end }, before, numbering);
    if (
      grade > 0 &&
      grade >= best.grade &&
      (before.isInternational || !clusters.slice(0, index + 1).some((part) => isDate(plain, part)))
    )
      best = { count: index + 1, grade };
  }
  return best.count;
}

function isDate(plain: string, cluster: Cluster) {
  return cluster.length === 3 && isMeasure(plain.slice(cluster[0]!.start, cluster[2]!.end));
}

/** The mark covers a "+", an extension, and a bracket that closes inside the number; brackets around the whole stay. */
function stretch(plain: string, clusters: Cluster[]): Found {
  const digitsStart = clusters[0]![0]!.start;
  const end = clusters.at(-1)!.at(-1)!.end;
  const lead = /(?:\+ ?[([]?|[([] ?\+?)$/.exec(plain.slice(Math.max(0, digitsStart - 3), digitsStart))?.[0] ?? '';
  const isOpen = /[([]/.test(lead) && !/[)\]]/.test(plain.slice(digitsStart, end));
  const start = digitsStart - (isOpen ? lead.replace(/^[([] ?/, '').length : lead.length);
  return { start, end: withExtension(plain, end), mark: MARKS.phone };
}

function withExtension(plain: string, end: number) {
  EXTENSION.lastIndex = end;
  return EXTENSION.test(plain) ? EXTENSION.lastIndex : end;
}
