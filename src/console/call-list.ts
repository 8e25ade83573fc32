import { idFrom } from '../web/form.ts';

export interface CallFilter {
  queue: number;
  shift: number;
  leader: number;
}

/** The last call of a page, in the order of the list. */
export interface Place {
  startedAt: string;
  id: number;
}

/** What a list of calls may be asked for; 0 is everything, and what cannot be read is left out. */
export const readCallFilter = (query: Record<string, unknown>): CallFilter => ({
  queue: idFrom(query.queue),
  shift: idFrom(query.shift),
  leader: idFrom(query.leader),
});

/** The filter as the end of an address, question mark included; `before` is the place that the next page starts after. */
export function callQuery(filter: CallFilter, before?: Place): string {
  const query = new URLSearchParams();
  for (const [name, id] of Object.entries(filter)) if (id) query.set(name, String(id));
  if (before) query.set('before', `${before.startedAt}.${before.id}`);
  return query.size ? `?${query}` : '';
}

export function readBefore(words: unknown): Place | undefined {
  const [, startedAt = '', id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\.(\d{1,10})$/.exec(String(words ?? '')) ?? [];
  return idFrom(id) ? { startedAt, id: idFrom(id) } : undefined;
}
