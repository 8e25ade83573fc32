import { z } from 'zod';
import { LAYERS } from '../friction/report.ts';
import { idFrom, line } from '../web/form.ts';
import { fold } from './fold.ts';

/** `rootId` is the theme it counts for: itself, or the one at the end of its merges. */
export interface Theme {
  id: number;
  name: string;
  rootId: number;
}

/** A merge that is in force points one theme at another. */
export interface Pointer {
  themeId: number;
  intoId: number;
}

/** The theme each one counts for, from the merges in force. A loop, which the rules rule out, ends where it began. */
export function rootsOf(themeIds: readonly number[], pointers: readonly Pointer[]): Map<number, number> {
  const into = new Map(pointers.map(({ themeId, intoId }) => [themeId, intoId]));
  return new Map(themeIds.map((id) => [id, endOf(id, into)]));
}

function endOf(start: number, into: ReadonlyMap<number, number>): number {
  let here = start;
  for (let next = into.get(here); next !== undefined && next !== start; next = into.get(here)) here = next;
  return here;
}

export type MergeVerdict = 'merge' | 'already' | 'itself' | 'part of another' | 'into a part';

/** May one theme be merged into another? Only themes that count for themselves are merged, and only into such. */
export function mergeVerdict(theme: Theme, into: Theme, pointer: Pointer | undefined): MergeVerdict {
  if (theme.id === into.id) return 'itself';
  if (pointer?.intoId === into.id) return 'already';
  if (theme.rootId !== theme.id) return 'part of another';
  return into.rootId === into.id ? 'merge' : 'into a part';
}

/** Two names are one when only capitals, accents or punctuation differ. */
export const isSameName = (one: string, other: string) => one === other || (fold(one) !== '' && fold(one) === fold(other));

const MOST_LETTERS = 80;

/** A theme's name from a report's first sentence, cut between words. */
export function nameFrom(text: string): string {
  const sentence = text
    .trim()
    .split(/(?<=[.!?])\s|\n/u)[0]!
    .replace(/[.!?,;:\s]+$/u, '');
  if (sentence.length <= MOST_LETTERS) return sentence;
  const cut = sentence.slice(0, MOST_LETTERS).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40))}…`;
}

const NAME = 'Name the theme as its reporters would: “Looking up an order takes long”';
export const themeName = line(NAME, 120);

export const renameForm = z.object({ name: themeName });
const LAYER = 'Choose one of the layers, or leave it open';
/** Open is an empty choice; a form without the field says nothing about the cause. */
export const layerForm = z.object({ layer: z.enum(['', ...LAYERS], LAYER).transform((layer) => layer || null) });
export const mergeForm = z.object({ intoId: line('Write the name of the theme to merge into, or its number') });

/** Ticked boxes come as one text or as several. */
export const splitForm = z.object({
  name: themeName,
  reports: z.preprocess(
    (ticked) => [...new Set([ticked].flat().map(idFrom).filter(Boolean))],
    z.array(z.number()).min(1, 'Tick the reports that belong to the new theme').max(1_000, 'Split off at most 1,000 at once'),
  ),
});
