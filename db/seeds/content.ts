import type { FixState } from '../../src/backlog/fix.ts';
import type { Layer, Stage } from '../../src/friction/report.ts';

/** People and queues are pointed at by these short names. */
export type Who =
  | 'priya'
  | 'ada'
  | 'ngozi'
  | 'marcus'
  | 'yui'
  | 'eleni'
  | 'tomas'
  | 'carmen'
  | 'dev'
  | 'fatima'
  | 'joe'
  | 'anke'
  | 'seoyeon'
  | 'samira'
  | 'lena'
  | 'omar';
export type QueueKey = 'orders' | 'delivery' | 'billing';

/** One sentence of a report, with the customer's own words where somebody wrote them down. */
export type Said = string | readonly [summary: string, customerWords: string];

/** What stands behind one theme: every text is one report of its own. */
export interface ThemeContent {
  key: string;
  name: string;
  kind?: 'delight';
  queue: QueueKey;
  stage: Stage;
  layer: Layer;
  tool?: string;
  /** Why the customers called in whose calls it was met. */
  reason: string;
  /** The usual range of seconds lost. */
  seconds: readonly [number, number];
  /** How often a week a CSR meets it. */
  times: readonly [number, number];
  /** Met by leaders on shadow and live calls, one call each, between these weeks ago. */
  leaders: readonly Said[];
  weeks: readonly [from: number, until: number];
  /** Met again later: after a fix, or when it came back. CSRs flag it in the last days. */
  later?: { leaders: readonly Said[]; weeks: readonly [from: number, until: number]; csrs?: readonly Said[] };
  csrs: readonly Said[];
}

export interface PartContent {
  department: string;
  who: Who;
  part: string;
  /** Days from today; negative is in the past. */
  due: number;
  /** Days ago; absent while it is open. */
  done?: number;
}

export interface FixContent {
  title: string;
  themes: readonly string[];
  owner?: Who;
  effortDays?: number;
  willChange?: string;
  couldWorsen?: string;
  howTried?: string;
  parts: readonly PartContent[];
  /** Its life so far: the state, how many days ago, by whom, and what they said. */
  steps: readonly (readonly [to: FixState, daysAgo: number, by: Who, words?: string])[];
}
