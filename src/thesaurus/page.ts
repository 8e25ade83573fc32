import type { LanguageName } from '../queue/language.ts';
import { stemsAndPairs, termsOfPhrase } from '../themes/grouping/words.ts';
import { type Entry, nameOf } from './entry.ts';
import type { ListedChange } from './entry-store.ts';

/** One page of the entries, by the key of the one before it; a key that is gone begins the list again. */
export function pageOf(entries: readonly Entry[], after: unknown, size: number) {
  const start = entries.findIndex(({ key }) => key === after) + 1;
  const rows = entries.slice(start, start + size);
  return { rows, isFirst: start === 0, next: start + size < entries.length ? rows.at(-1)!.key : undefined };
}

/** “Orion”, “CRM” and “order screen”. */
export function quoted(words: readonly string[]): string {
  const each = words.map((word) => `“${word}”`);
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} and ${each.at(-1)}`;
}

/** Which of an entry's words a report says, one of those that are read alike. */
export function saidIn(
  { summary, customerWords }: { summary: string; customerWords: string | null },
  words: readonly string[],
  language: LanguageName,
): string[] {
  const terms = stemsAndPairs(`${summary}\n${customerWords ?? ''}`, language);
  const said = new Map<string, string>();
  for (const word of words.toReversed()) {
    const asked = termsOfPhrase(word, language);
    if (asked.length > 0 && asked.every((term) => terms.has(term))) said.set(asked.join('|'), word);
  }
  return [...said.values()].toReversed();
}

/** What the page says after entries were added. */
export function saidOf(added: readonly Entry[], already: readonly Entry[]): string {
  const there =
    already.length === 1 ? `“${nameOf(already[0]!)}” says that already.` : `${already.length} said what an entry says already.`;
  if (added.length === 0) return there;
  const fresh = added.length === 1 ? `${quoted(added[0]!.words)} mean the same from now on.` : `${added.length} entries added.`;
  return already.length === 0 ? fresh : `${fresh} ${there}`;
}

/** Changes as a timeline tells them; the last of each entry that stands can be taken back. */
export function tellChanges(changes: readonly ListedChange[]) {
  return changes.map(({ id, what, words, wordsBefore, changedAt, changedBy, undoesId, undoneById }) => {
    const [now, before] = [JSON.parse(words) as string[], JSON.parse(wordsBefore ?? '[]') as string[]];
    return {
      id,
      who: changedBy,
      at: changedAt,
      what: `${TELL[what]} “${nameOf({ words: now })}”${undoneById === null ? '' : ' (taken back)'}`,
      words: what === 'changed' ? differenceOf(before, now) : now.join(', '),
      mayUndo: undoesId === null && undoneById === null,
    };
  });
}

const TELL: Record<ListedChange['what'], string> = {
  added: 'added',
  changed: 'changed',
  'switched off': 'switched off',
  'switched on': 'switched on',
  removed: 'removed',
  undone: 'took back the last change of',
};

function differenceOf(before: readonly string[], now: readonly string[]): string {
  const [come, gone] = [now.filter((word) => !before.includes(word)), before.filter((word) => !now.includes(word))];
  if (come.length + gone.length === 0) return `in another order: ${now.join(', ')}`;
  return [come.length ? `with ${come.join(', ')}` : '', gone.length ? `without ${gone.join(', ')}` : '']
    .filter(Boolean)
    .join('; ');
}
