/**
 * How often one tool heard of a theme: a kind of evidence of its own. It stands beside what leaders met and CSRs said and is never
 * added to them, nor to what another tool says, which may have listened to the same calls. It enters no incidence, cost or rank.
 */
export interface SourceSignals {
  sourceId: number;
  source: string;
  mentions: number;
  /** How many of the tool's topics are mapped to the theme. */
  topics: number;
  /** The days counted, in words: “Nov 2026”. */
  when: string;
}

/** By the theme they count for; themes without signals are left out. */
export type FindSignals = () => Promise<Map<number, SourceSignals[]>>;

/** “1240 in Gong, Nov 2026; 80 in Voices, W46, 9–15 Nov 2026” */
export const signalWords = (signals: readonly SourceSignals[]) =>
  signals.map(({ mentions, source, when }) => `${mentions} in ${source}, ${when}`).join('; ');
