import { type LanguageName, languageNames } from '../../queue/language.ts';
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
  /** What each was written in, as its place in the list of languages. */
  languages: Uint8Array;
}

export const createShelf = (): Shelf => ({
  count: 0,
  ids: [],
  placeOf: new Map(),
  themes: new Int32Array(256),
  starts: new Int32Array(257),
  terms: new Int32Array(4096),
  languages: new Uint8Array(256),
});

/** Puts a report on the shelf, unfiled, and returns its place. */
export function shelve(shelf: Shelf, id: number, terms: Int32Array, language: LanguageName = 'english'): number {
  const place = shelf.count;
  const start = shelf.starts[place]!;
  if (place + 2 > shelf.starts.length) shelf.starts = grown(shelf.starts, place + 2);
  if (place + 1 > shelf.themes.length) shelf.themes = grown(shelf.themes, place + 1);
  if (place + 1 > shelf.languages.length) shelf.languages = grown(shelf.languages, place + 1);
  if (start + terms.length > shelf.terms.length) shelf.terms = lengthened(shelf.terms, start + terms.length);
  shelf.terms.set(terms, start);
  shelf.starts[place + 1] = start + terms.length;
  shelf.themes[place] = UNFILED;
  shelf.languages[place] = languageNames.indexOf(language);
  shelf.ids.push(id);
  shelf.placeOf.set(id, place);
  shelf.count++;
  return place;
}

export const termsAt = (shelf: Shelf, place: number) => shelf.terms.subarray(shelf.starts[place]!, shelf.starts[place + 1]!);

export const languageAt = (shelf: Shelf, place: number): LanguageName => languageNames[shelf.languages[place]!]!;
