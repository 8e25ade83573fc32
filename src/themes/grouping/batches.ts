import { lengthOf } from './lists.ts';
import type { Matching } from './matching.ts';
import { isNegation } from './negations.ts';
import { termsAt } from './shelf.ts';
import { PAIR, type Vocabulary, WORD } from './vocabulary.ts';

/**
 * Reports that wait, and which of them travel together. In order of age each joins the oldest one that leads and is near-identical to it,
 * or leads. The same reports give the same batches, in whatever order they came and went.
 */
export interface Batches {
  /** Id of a report → id of the one that leads it: itself, or an older one. */
  leadOf: Map<number, number>;
  /** What each report that was looked at is compared by. */
  words: Map<number, Words>;
  /** Reports whose lead must be looked for. */
  unsettled: Set<number>;
  /** The youngest report that was ever settled: whoever is younger cannot have been asked to wait for another. */
  newest: number;
}

/** One decision: the report that is shown, and those that go where it goes, oldest first. */
export interface Batch {
  leadId: number;
  travellerIds: number[];
}

export const createBatches = (): Batches => ({ leadOf: new Map(), words: new Map(), unsettled: new Set(), newest: 0 });

/** Takes in which reports wait now. Only those that came, and those whose lead has left, are to be looked at. */
export function followWaiting(batches: Batches, waitingIds: readonly number[]) {
  const { leadOf, words, unsettled } = batches;
  const waiting = new Set(waitingIds);
  for (const [id, leadId] of leadOf) {
    if (!waiting.has(id)) [leadOf, words].map((known) => known.delete(id));
    else if (!waiting.has(leadId)) unsettled.add(id);
  }
  for (const id of unsettled) if (!waiting.has(id)) unsettled.delete(id);
  for (const id of waitingIds) if (!leadOf.has(id)) unsettled.add(id);
}

/** Finds leads for at most `most` reports; false while some are left. One that the engine has not read yet leads nobody. */
export function settle(matching: Matching, batches: Batches, waitingIds: readonly number[], most: number): boolean {
  let left = most;
  for (const id of waitingIds) {
    const place = batches.unsettled.has(id) ? matching.shelf.placeOf.get(id) : undefined;
    if (place === undefined) continue;
    if (left-- === 0) return false;
    batches.unsettled.delete(id);
    if (!batches.words.has(id)) batches.words.set(id, readWords(matching, place));
    settleOne(matching, batches, id);
  }
  return true;
}

function settleOne(matching: Matching, batches: Batches, id: number) {
  const { leadOf, unsettled } = batches;
  const own = batches.words.get(id)!;
  const before = leadOf.get(id);
  const leads = alike(matching, batches, own, (other) => other < id && leadOf.get(other) === other);
  const leadId = Math.min(id, ...leads);
  leadOf.set(id, leadId);
  if (leadId === id && before !== id && id < batches.newest) {
    const younger = alike(matching, batches, own, (other) => other > id && leadOf.get(other)! > id);
    for (const other of younger) unsettled.add(other);
  }
  if (leadId !== id && before === id) for (const [other, lead] of leadOf) if (lead === id) unsettled.add(other);
  batches.newest = Math.max(batches.newest, id);
}

/** The batches of what waits (ids ascending), the largest first, of equal ones that with the oldest lead. */
export function listBatches({ leadOf }: Batches, waitingIds: readonly number[]): Batch[] {
  const batches = new Map<number, Batch>();
  for (const id of waitingIds) {
    const batch = batches.get(leadOf.get(id) ?? id);
    if (batch) batch.travellerIds.push(id);
    else batches.set(id, { leadId: id, travellerIds: [] });
  }
  return [...batches.values()].sort(largestFirst);
}

export const largestFirst = (a: Batch, b: Batch) => b.travellerIds.length - a.travellerIds.length || a.leadId - b.leadId;

/** From this likeness on two reports are near-identical. How it was chosen: docs/grouping.md. */
const ALIKE = 0.88;
const STOP_WEIGHT = 0.3;
const PAIR_WEIGHT = 0.25;
const ROUNDING = 1e-9;

/** What a report is compared by: its words and pairs of words, the rarest first. */
interface Words {
  terms: Int32Array;
  weight: number;
  negates: boolean;
}

/** Fixed, unlike the weights of the rankers: words that many near-identical reports share must not count for less because they are many. */
const weightOf = ({ kinds, stops }: Vocabulary, term: number) =>
  kinds[term] === WORD ? (stops[term] === 1 ? STOP_WEIGHT : 1) : kinds[term] === PAIR ? PAIR_WEIGHT : 0;

function readWords({ vocabulary, shelf, byReport }: Matching, place: number): Words {
  const terms = termsAt(shelf, place)
    .filter((term) => weightOf(vocabulary, term) > 0)
    .sort((a, b) => lengthOf(byReport, a) - lengthOf(byReport, b) || a - b);
  return {
    terms,
    weight: terms.reduce((sum, term) => sum + weightOf(vocabulary, term), 0),
    negates: terms.some((term) => vocabulary.kinds[term] === WORD && isNegation(vocabulary.texts[term]!)),
  };
}

/**
 * Ids of the settled reports that are near-identical to this one, of those `wanted`. Its rarest terms find them: with likeness
 * = shared ÷ √(own × other) ≥ a, shared ≤ other gives shared ≥ a² × own, so whoever holds none of some terms that weigh more than
 * (1 − a²) × own is not near enough.
 */
function alike({ vocabulary, shelf, byReport }: Matching, { words }: Batches, own: Words, wanted: (id: number) => boolean) {
  const mine = new Set(own.terms);
  const [met, found] = [new Set<number>(), [] as number[]];
  let rest = own.weight;
  for (const term of own.terms) {
    if (rest < ALIKE * ALIKE * own.weight - ROUNDING) break;
    const start = byReport.starts[term]!;
    for (const place of byReport.keys.subarray(start, start + lengthOf(byReport, term))) {
      const id = shelf.ids[place]!;
      const other = words.get(id);
      if (other === undefined || met.has(place) || !wanted(id)) continue;
      met.add(place);
      if (other.negates === own.negates && likeness(vocabulary, mine, own.weight, other) >= ALIKE - ROUNDING) found.push(id);
    }
    rest -= weightOf(vocabulary, term);
  }
  return found;
}

/** Shared weight ÷ √(weight × other weight), 0 to 1; 0 where the lengths alone say that it is too little. */
function likeness(vocabulary: Vocabulary, mine: ReadonlySet<number>, weight: number, other: Words): number {
  const needed = ALIKE * Math.sqrt(weight * other.weight) - ROUNDING;
  if (Math.min(weight, other.weight) < needed) return 0;
  let [shared, rest] = [0, other.weight];
  for (const term of other.terms) {
    const termWeight = weightOf(vocabulary, term);
    rest -= termWeight;
    if (mine.has(term)) shared += termWeight;
    else if (shared + rest < needed) return 0;
  }
  return shared / Math.sqrt(weight * other.weight);
}
