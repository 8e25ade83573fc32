/** Who put a report where it stands, when, and what the grouping engine had to say for it then. */
export interface Placing {
  filingId: number;
  at: string;
  /** Nobody: the engine filed it by itself. */
  who: string | null;
  automatic: boolean;
  /** Whoever wrote it said so, and is not named here. */
  byItsWriter: boolean;
  /** A decision can be taken back here; a split only as a whole, on its theme. */
  ownDecision: boolean;
  /** Who called that right, and when. */
  checkedBy: string | null;
  checkedAt: string | null;
  engineVersion: string | null;
  /** 1 for the engine's first suggestion, null where it suggested the theme among others or not at all. */
  place: number | null;
  /** How sure it was of that, 0 to 1; only where it filed the report or would have. */
  belief: number | null;
  words: string[];
  nearest: { id: number; summary: string } | null;
}

/** A theme that a report was said not to belong in. */
export interface Refused {
  id: number;
  themeId: number;
  name: string;
  saidAt: string;
  saidBy: string | null;
}

/** What sorting knows of one report. */
export type FindPlacing = (reportId: number) => Promise<{ placing: Placing | undefined; refused: Refused[] }>;

/** The engine put it where it stands. (SQLite says so with a 1.) */
export const isAutomatic = ({ filedByGate }: { filedByGate: unknown }): boolean => Boolean(filedByGate);
