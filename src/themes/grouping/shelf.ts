import { grown, lengthened } from './lists.ts';

export const UNFILED = -1;
export const WITHDRAWN = -2;

/** Reports in order of arrival: whose theme, which terms. Places are 0, 1, 2…; ids are the caller's. */
export interface Shelf {
  count: number;
  ids: number[];
  placeOf: Map<number, number>;
  /** Place of the theme as assigned (merges not followed), or UNFILED or WITHDRAWN. */
  themes: Int32Array;
  /** starts[place]…starts[place + 1] in `terms`. */
  starts: Int32Array;
  terms: Int32Array;
}

export const createShelf = (): Shelf => ({
  count: 0,
  ids: [],
  placeOf: new Map(),
  themes: new Int32Array(256),
  starts: new Int32Array(257),
  terms: new Int32Array(4096),
});

/** Puts a report on the shelf, unfiled, and returns its place. */
export function shelve(shelf: Shelf, id: number, terms: Int32Array): number {
  const place = shelf.count;
  const start = shelf.starts[place]!;
  if (place + 2 > shelf.starts.length) shelf.starts = grown(shelf.starts, place + 2);
  if (place + 1 > shelf.themes.length) shelf.themes = grown(shelf.themes, place + 1);
  if (start + terms.length > shelf.terms.length) shelf.terms = lengthened(shelf.terms, start + terms.length);
  shelf.terms.set(terms, start);
  shelf.starts[place + 1] = start + terms.length;
  shelf.themes[place] = UNFILED;
  shelf.ids.push(id);
  shelf.placeOf.set(id, place);
  shelf.count++;
  return place;
}

export const termsAt = (shelf: Shelf, place: number) => shelf.terms.subarray(shelf.starts[place]!, shelf.starts[place + 1]!);
