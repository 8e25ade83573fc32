export type StoredState = 'looked at' | 'running' | 'done' | 'refused';
export type ImportState = StoredState | 'stopped';

const MINUTE = 60_000;
/** Whoever reads a file says so this often. */
export const WORD_EVERY_MILLISECONDS = MINUTE;
/** After this much silence the process that read it has ended: it may be read again, or taken back. */
const SILENT_MILLISECONDS = 5 * MINUTE;

/** An import that was last heard of before this instant is no longer read. */
export const silentSince = (now: Date): string => new Date(now.getTime() - SILENT_MILLISECONDS).toISOString();

interface Reading {
  state: StoredState;
  startedAt: string | null;
  heardAt: string | null;
}

/** Nobody marks an import whose process was killed: its silence does. */
export function stateOf({ state, startedAt, heardAt }: Reading, now: Date): ImportState {
  return state === 'running' && (heardAt ?? startedAt ?? '') < silentSince(now) ? 'stopped' : state;
}
