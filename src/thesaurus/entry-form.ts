import { z } from 'zod';
import { LANGUAGES, type LanguageName } from '../queue/language.ts';
import { isStopStem, isUnspaced, LONG_NUMBER, stemOf, termsOfPhrase, tokenise } from '../themes/grouping/words.ts';
import { maybeRowId, maybeText } from '../web/form.ts';
import { pairField } from './proposal.ts';

export const MOST_WORDS = 30;
export const MOST_LINES = 50;
const MOST_LETTERS = 40;
const LONGEST_PHRASE = 3;

const WORDS = 'Write words that mean the same here, like: Orion, order screen, CRM';

/** Entries as they are typed or pasted: a line each, words apart by commas, semicolons, tabs or “=”. */
export const newEntries = z.object({
  words: maybeText(20_000)
    .transform(linesFrom)
    .pipe(z.array(z.array(z.string())).min(1, WORDS).max(MOST_LINES, `Add at most ${MOST_LINES} lines at once`)),
  /** The proposal that is answered by it. */
  pair: pairField.optional(),
});

/** One entry; where lines were broken does not matter. `seen`: its last change when the page was made. */
export const changedEntry = z.object({
  words: maybeText(4_000)
    .transform((text) => linesFrom(text).flat())
    .pipe(z.array(z.string()).min(1, WORDS)),
  seen: maybeRowId('Go back, reload the page and change it again').optional().default(null),
});

function linesFrom(text: string): string[][] {
  return text
    .split('\n')
    .map((line) =>
      unlike(
        line
          .split(/[,;=\t|、，；＝]/u)
          .map((word) => word.trim().replace(/\s+/g, ' ').normalize('NFC'))
          .filter(Boolean),
      ),
    )
    .filter((words) => words.length > 0);
}

const unlike = (words: readonly string[]) =>
  words.filter((word, at) => words.findIndex((other) => other.toLowerCase() === word.toLowerCase()) === at);

/**
 * Why these words cannot be an entry, as a sentence; undefined when they can. `languages`: those that reports are written in. Words in
 * `kept` stood in the entry before and may stay.
 */
export function problemWith(
  words: readonly string[],
  languages: readonly LanguageName[],
  kept: readonly string[] = [],
): string | undefined {
  if (words.length > MOST_WORDS) return `An entry holds at most ${MOST_WORDS} words: make two of it`;
  for (const word of words) {
    const problem = kept.includes(word) ? undefined : problemWithWord(word, languages);
    if (problem) return problem;
  }
  const alike = (language: LanguageName) => new Set(words.map((word) => termsOfPhrase(word, language).join('|'))).size < 2;
  if (words.length < 2) return `“${words[0]}” alone means only itself: write at least one word more that means the same`;
  return languages.every(alike)
    ? `“${words[0]}” and “${words[1]}” are read as one word already: write one that differs`
    : undefined;
}

function problemWithWord(word: string, languages: readonly LanguageName[]): string | undefined {
  const tokens = tokenise(word);
  if (word.length > MOST_LETTERS)
    return `“${word.slice(0, MOST_LETTERS).toWellFormed()}…” is long: keep each word or phrase under ${MOST_LETTERS} letters`;
  if (tokens.length === 0) return `“${word}” has no letters: write it as people say it`;
  if ((word.match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? []).length > LONGEST_PHRASE)
    return `“${word}” is more than three words: take the part that names the thing`;
  if (tokens.some((token) => stemOf(token, 'english') === LONG_NUMBER))
    return `“${word}” holds a long number, which names one case: leave it out`;
  if (tokens.length === 1 && isUnspaced(word) && Array.from(tokens[0]!).length === 1)
    return `“${word}” is one character: write at least two`;
  const filler = languages.find((language) =>
    tokenise(word, language).every((token) => isStopStem(stemOf(token, language), language)),
  );
  return (
    filler &&
    `“${word}” is a filler word in ${LANGUAGES[filler]}, which most reports hold: leave it out, or write the phrase it belongs to`
  );
}
