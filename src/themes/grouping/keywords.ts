import type { LanguageName } from '../../queue/language.ts';
import { bestOf } from './best.ts';
import type { Matching } from './matching.ts';
import { termsAt } from './shelf.ts';
import { termWeight } from './tallies.ts';
import { central } from './twins.ts';
import { WORD } from './vocabulary.ts';
import { writtenWords } from './written.ts';

/** The one of some reports that is most like all others; undefined when the engine knows none of them. */
export function mostCentral(matching: Matching, reportIds: readonly number[]): number | undefined {
  const [place] = central(matching, placesOf(matching, reportIds), 1);
  return place === undefined ? undefined : matching.shelf.ids[place];
}

/** Stems that tell what some reports are about, most telling first: (reports that hold the stem) × rarity. Stop words, numbers and lone letters tell nothing. */
export function tellingStems(matching: Matching, reportIds: readonly number[], many: number): string[] {
  const { vocabulary, shelf } = matching;
  const holding = new Map<number, number>();
  for (const place of placesOf(matching, reportIds))
    for (const term of termsAt(shelf, place))
      if (vocabulary.kinds[term] === WORD && vocabulary.stops[term] === 0 && !EMPTY.test(vocabulary.texts[term]!))
        holding.set(term, (holding.get(term) ?? 0) + 1);
  const terms = [...holding];
  const worth = (i: number) => terms[i]![1] * termWeight(vocabulary, shelf.count, terms[i]![0]);
  return bestOf(terms.length, many, worth).map((i) => vocabulary.texts[terms[i]![0]]!);
}

const EMPTY = /^(?:[\p{N}#]+|.)$/u;

const placesOf = ({ shelf }: Matching, ids: readonly number[]) => ids.flatMap((id) => shelf.placeOf.get(id) ?? []);

export interface Text {
  text: string;
  language: LanguageName;
}

/** Each stem as it is written most often in some texts, capitals as they are written most often; each word once, and none that no text holds. */
export function writtenForms(stems: readonly string[], texts: readonly Text[]): string[] {
  const forms = new Map(stems.map((stem) => [stem, new Map<string, number>()]));
  for (const { text, language } of texts)
    for (const word of writtenWords(text, language)) for (const stem of word.stems) count(forms.get(stem), word.text);
  return [...new Set(stems.flatMap((stem) => mostOften(forms.get(stem)!) ?? []))];
}

function count(forms: Map<string, number> | undefined, word: string) {
  forms?.set(word, (forms.get(word) ?? 0) + 1);
}

/** Of those written equally often, small letters before capitals. */
function mostOften(forms: ReadonlyMap<string, number>): string | undefined {
  const inSmall = new Map<string, number>();
  for (const [word, times] of forms) inSmall.set(word.toLowerCase(), (inSmall.get(word.toLowerCase()) ?? 0) + times);
  const [most] = [...inSmall].sort(byTimes)[0] ?? [];
  return [...forms].filter(([word]) => word.toLowerCase() === most).sort(byTimes)[0]?.[0];
}

const byTimes = ([a, timesA]: [string, number], [b, timesB]: [string, number]) => timesB - timesA || (a > b ? -1 : a < b ? 1 : 0);
