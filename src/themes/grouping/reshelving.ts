import { type Shelf, termsAt } from './shelf.ts';

/** A term, the places of the reports that hold it no more, and of those that hold it from now on. */
export interface Edit {
  term: number;
  gone: Int32Array;
  come: Int32Array;
}

const SHELVED_AT_ONCE = 1_000;

/** The shelf's terms with terms taken from some reports and given to others; those of a report keep their order. */
export function* reshelve(shelf: Shelf, edits: readonly Edit[]): Generator<void, Pick<Shelf, 'starts' | 'terms'>> {
  const gone = yield* byPlace(shelf, edits, 'gone');
  const come = yield* byPlace(shelf, edits, 'come');
  const added = edits.reduce((sum, { come: places }) => sum + places.length, 0);
  const room = Math.max(shelf.terms.length, shelf.starts[shelf.count]! + added);
  const [starts, terms] = [new Int32Array(shelf.starts.length), new Int32Array(room)];
  let end = 0;
  for (let place = 0; place < shelf.count; place++) {
    if (place % SHELVED_AT_ONCE === 0) yield;
    const left = termsIn(gone, place);
    const kept = left.length > 0 ? termsAt(shelf, place).filter((term) => !left.includes(term)) : termsAt(shelf, place);
    terms.set(kept, end);
    end += kept.length;
    for (const term of termsIn(come, place)) terms[end++] = term;
    starts[place + 1] = end;
  }
  return { starts, terms };
}

/** Terms of places as chains: the newest entry of a place, and of each entry the one before it and its term. */
interface Chains {
  last: Int32Array;
  before: Int32Array;
  terms: Int32Array;
}

const END = -1;

function* byPlace(shelf: Shelf, edits: readonly Edit[], which: 'gone' | 'come'): Generator<void, Chains> {
  const size = edits.reduce((sum, { [which]: places }) => sum + places.length, 0);
  const chains = { last: new Int32Array(shelf.count).fill(END), before: new Int32Array(size), terms: new Int32Array(size) };
  let entry = 0;
  for (const { term, [which]: places } of edits) {
    for (const place of places) {
      chains.before[entry] = chains.last[place]!;
      chains.terms[entry] = term;
      chains.last[place] = entry++;
    }
    yield;
  }
  return chains;
}

function termsIn({ last, before, terms }: Chains, place: number): number[] {
  const found: number[] = [];
  for (let entry = last[place]!; entry !== END; entry = before[entry]!) found.push(terms[entry]!);
  return found;
}
