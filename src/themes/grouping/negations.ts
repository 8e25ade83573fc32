import type { LanguageName } from '../../queue/language.ts';
import { stemOf, tokenise } from './words.ts';

/** Words that turn a sentence round. They are stop words, so a likeness by words would hardly see them. */
const NEGATIONS: Partial<Record<LanguageName, string>> = {
  english:
    'not no nor never none nothing nobody without cannot cant dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt couldnt shouldnt',
  danish: 'ikke aldrig ingen intet uden',
  dutch: 'niet geen nooit zonder niets niemand',
  finnish: 'ei eivät ilman koskaan',
  french: 'pas jamais aucun aucune sans rien personne',
  german: 'nicht kein keine keinen keinem keiner nie niemals ohne nichts niemand',
  italian: 'non mai nessuno nessuna senza niente',
  norwegian: 'ikke aldri ingen uten',
  portuguese: 'não nunca nenhum nenhuma sem nada',
  romanian: 'nu niciodată fără nimic',
  russian: 'не нет ни без никогда ничего',
  spanish: 'no nunca ningún ninguna sin nada nadie',
  swedish: 'inte aldrig ingen inget utan',
  turkish: 'değil yok hiç hiçbir',
};

const stems = new Set(
  Object.entries(NEGATIONS).flatMap(([language, words]) => tokenise(words).map((word) => stemOf(word, language as LanguageName))),
);

/** Whether a stem negates, in any language. */
export const isNegation = (stem: string) => stems.has(stem);
