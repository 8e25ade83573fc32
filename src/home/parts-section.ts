import type { WorkStore } from './work-store.ts';

type Part = Awaited<ReturnType<WorkStore['partsOf']>>[number];

/** Each part with how late it is: `days` until it is due, negative when that has passed. Days are 2026-03-02. */
export const withDays = <P extends Pick<Part, 'dueOn'>>(parts: readonly P[], today: string) =>
  parts.map((part) => ({ ...part, days: (Date.parse(part.dueOn) - Date.parse(today)) / 86_400_000 }));

/** Each part with the newest words of a customer behind its fix. */
export async function withQuotes(work: Pick<WorkStore, 'quotesOf'>, parts: readonly Part[], today: string) {
  const quotes = await work.quotesOf([...new Set(parts.map(({ fixId }) => fixId))]);
  return withDays(parts, today).map((part) => ({ ...part, quote: quotes.find(({ fixId }) => fixId === part.fixId) }));
}
