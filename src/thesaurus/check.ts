import type { LanguageName } from '../queue/language.ts';
import { problemWith } from './entry-form.ts';

/** Why one of these lists cannot be an entry, as a sentence. `kept`: words that stood in it before. */
export type Check = (lists: readonly (readonly string[])[], kept?: readonly string[]) => Promise<string | undefined>;

type Clean = (text: string) => string | Promise<string>;

/** Words are the same for everybody: nobody's number or address belongs among them. */
export const checkWith =
  (clean: Clean, languages: () => Promise<LanguageName[]>): Check =>
  async (lists, kept) => {
    const known = await languages();
    for (const words of lists) {
      const problem = (await findPersonal(words, clean)) ?? problemWith(words, known, kept);
      if (problem) return problem;
    }
    return undefined;
  };

async function findPersonal(words: readonly string[], clean: Clean): Promise<string | undefined> {
  for (const word of words)
    if ((await clean(word)) !== word) return 'One of these reads like somebody’s number or address: leave it out';
  return undefined;
}
