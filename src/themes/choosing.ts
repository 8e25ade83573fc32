import { z } from 'zod';
import { maybeText } from '../web/form.ts';
import { fold } from './fold.ts';
import { isSameName } from './theme.ts';

export interface NamedTheme {
  id: number;
  name: string;
}

/** What somebody wrote for a theme: its name, or its number with or without “#”; empty where nothing was written. */
export const writtenTheme = z.preprocess((typed) => (typeof typed === 'number' ? String(typed) : typed), maybeText(200));

/** The theme that is meant, or a sentence that says which it could be. A number is taken as it is: whoever uses it looks it up. */
export type Chosen = { id: number } | { says: string };

const LARGEST = 2_147_483_647;
const OFFERED = 3;

export function numberIn(typed: string): number | undefined {
  const [, digits] = /^#?\s*([1-9]\d{0,9})$/.exec(typed.trim()) ?? [];
  return digits && Number(digits) <= LARGEST ? Number(digits) : undefined;
}

/** `except`: a theme that is not worth offering, because it is the one that looks for another. */
export function chooseTheme(typed: string, themes: readonly NamedTheme[], except = 0): Chosen {
  const id = numberIn(typed);
  if (id !== undefined) return { id };
  const called = themes.filter(({ name }) => isSameName(name, typed));
  if (called.length === 1) return { id: called[0]!.id };
  if (called.length > 1) return { says: `${called.length} themes are called “${typed}”: write ${numbers(called)}` };
  const near = nearestNames(
    typed,
    themes.filter((theme) => theme.id !== except),
  );
  if (near.length === 0) return { says: `No theme is called anything like “${typed}”: look it up by search, or name a new one` };
  return { says: `No theme is called “${typed}”. The nearest: ${near.map(({ id, name }) => `“${name}” (#${id})`).join(', ')}` };
}

/** A page stays small: beyond, a name is typed without help. */
const MOST_LISTED = 500;

/** What stands for a theme in a list to choose from: its name, or its number where the name would be read as another theme. */
export function choicesFrom(themes: readonly NamedTheme[]): { value: string; words: string }[] {
  const times = new Map<string, number>();
  for (const { name } of themes) times.set(fold(name), (times.get(fold(name)) ?? 0) + 1);
  const isPlain = (name: string) => times.get(fold(name)) === 1 && numberIn(name) === undefined;
  return themes
    .slice(0, MOST_LISTED)
    .map(({ id, name }) => (isPlain(name) ? { value: name, words: '' } : { value: `#${id}`, words: name }));
}

const numbers = (themes: readonly NamedTheme[]) => themes.map(({ id }) => `#${id}`).join(' or ');

/** Those that share the most with what was typed, best first: pairs of letters in common, of all pairs (Dice, 0 to 1). */
function nearestNames(typed: string, themes: readonly NamedTheme[]): NamedTheme[] {
  const wanted = pairsOf(typed);
  return themes
    .map((theme) => ({ theme, share: shareOf(wanted, pairsOf(theme.name)) }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => b.share - a.share || a.theme.id - b.theme.id)
    .slice(0, OFFERED)
    .map(({ theme }) => theme);
}

const LEAST_SHARE = 0.2;

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const word of fold(text).split(' ')) {
    const letters = [...` ${word} `];
    for (let at = 1; at < letters.length; at++) pairs.add(letters[at - 1]! + letters[at]!);
  }
  return pairs;
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const pair of one) if (other.has(pair)) both++;
  return (2 * both) / (one.size + other.size);
}
