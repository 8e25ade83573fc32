import type { LanguageName } from '../../queue/language.ts';
import { isUnspaced, partsOf, stemOf, tokenise } from './words.ts';

/** A word as its reader sees it, with the stems by which it is counted. */
export interface WrittenWord {
  text: string;
  stems: string[];
}

/**
 * The words of a text in order, capitals kept. Where a script writes no spaces, a dictionary says where words end (Unicode, UAX 29): good
 * enough to show, but never counted, because it may differ between two versions of the runtime.
 */
export function writtenWords(text: string, language: LanguageName): WrittenWord[] {
  const runs = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}'’‘`´]+/gu) ?? [];
  return runs
    .flatMap(partsOf)
    .flatMap((part) => (isUnspaced(part) ? segmentsOf(part) : [part.replace(/^['’‘`´]+|['’‘`´]+$/gu, '')]))
    .map((word) => ({ text: word, stems: tokenise(word, language).map((token) => stemOf(token, language)) }))
    .filter(({ stems }) => stems.length > 0);
}

const dictionary = new Intl.Segmenter('en', { granularity: 'word' });

const segmentsOf = (run: string) => [...dictionary.segment(run)].map(({ segment }) => segment);

/** How a text writes a stem, or two that stand side by side in it (“order screen”); the stem itself where it does not. */
export function writtenAs(text: string, language: LanguageName, phrase: string): string {
  const words = writtenWords(text, language);
  const [first, second] = phrase.split(' ') as [string, string | undefined];
  const at = words.findIndex(
    (word, i) =>
      word.stems.includes(first) && (second === undefined || words[i + 1]?.stems.includes(second) || word.stems.includes(second)),
  );
  if (at === -1) return second === undefined ? first : writtenAs(text, language, first);
  const [word, next] = [words[at]!, words[at + 1]];
  if (second === undefined || word.stems.includes(second)) return word.text;
  return `${word.text}${isUnspaced(word.text) ? '' : ' '}${next!.text}`;
}
