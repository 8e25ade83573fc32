import type { Alone } from './checks.ts';
import { createFusion, type Fusion } from './fusion.ts';
import { createGate, type Gate } from './gate.ts';
import { createLineage, type Lineage } from './lineage.ts';
import { createLists, type Lists } from './lists.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { createTallies, type Tallies } from './tallies.ts';
import { createVectors, type Vectors } from './vectors.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';
import type { Thesaurus } from './words.ts';

/** Raise with every change that alters a ranking; each assignment stores it. */
export const ENGINE_VERSION = '2';

/** All that the engine remembers. The same calls in the same order give the same state, in every process. */
export interface Matching {
  thesaurus: Thesaurus;
  vocabulary: Vocabulary;
  shelf: Shelf;
  /** Term → themes as assigned, with reports that hold the term and the classifier's weight. */
  byTheme: Lists;
  /** Word, pair or concept → places of reports, oldest first. */
  byReport: Lists;
  themeIds: number[];
  themeOf: Map<number, number>;
  /** Each theme by itself, merges not followed. */
  own: Tallies;
  /** Each root with all it speaks for. */
  spoken: Tallies;
  lineage: Lineage;
  vectors: Vectors;
  fusion: Fusion;
  gate: Gate;
  /** What the gate filed by itself, by place of the report. */
  alone: Map<number, Alone>;
  /** Working space of the search for nearest reports; all zero between calls. */
  sums: Float32Array;
}

export const createMatching = (thesaurus: Thesaurus = new Map()): Matching => ({
  thesaurus,
  vocabulary: createVocabulary(),
  shelf: createShelf(),
  byTheme: createLists(true),
  byReport: createLists(false),
  themeIds: [],
  themeOf: new Map(),
  own: createTallies(),
  spoken: createTallies(),
  lineage: createLineage(),
  vectors: createVectors(),
  fusion: createFusion(),
  gate: createGate(),
  alone: new Map(),
  sums: new Float32Array(0),
});
