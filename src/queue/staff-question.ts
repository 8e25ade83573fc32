import type { Load } from './erlang.ts';
import { MOST_AGENTS, type Target } from './staffing.ts';

/** One row of a staffing table, as written: column → text. */
export type WrittenRow = Partial<Record<StaffColumn, string>>;

/** What a row asks: how given agents fare, or how many agents keep a promise. */
export interface StaffQuestion {
  load: Load;
  shrinkage: number;
  agents: number | undefined;
  target: Target;
}

export type StaffColumn = keyof typeof RULES;

/** What a number must be, and the words for one that is not. */
interface Rule {
  fits(value: number): boolean;
  words: string;
  required?: true;
}

const RULES = {
  calls: { fits: (value) => value >= 0 && value <= 1e9, words: 'must be 0 or more calls', required: true },
  interval_s: {
    fits: (value) => value > 0 && value <= 1e9,
    words: 'must be the interval in seconds, over 0, like 1800',
    required: true,
  },
  aht_s: {
    fits: (value) => value > 0 && value <= 1e9,
    words: 'must be the mean handle time in seconds, over 0, like 180',
    required: true,
  },
  target_s: {
    fits: (value) => value >= 0 && value <= 1e9,
    words: 'must be the target in seconds, 0 or more, like 20',
    required: true,
  },
  patience_s: {
    fits: (value) => value > 0,
    words: 'must be the mean patience in seconds, over 0; leave it empty if callers wait forever',
  },
  agents: {
    fits: (value) => Number.isInteger(value) && value >= 0 && value <= MOST_AGENTS,
    words: 'must be a whole number of agents, up to 100,000',
  },
  service_level: { fits: (value) => value > 0 && value < 1, words: 'must be a share over 0 and under 1, like 0.8' },
  max_occupancy: { fits: (value) => value > 0 && value <= 1, words: 'must be a share over 0 and up to 1, like 0.85' },
  max_abandon: { fits: (value) => value > 0 && value <= 1, words: 'must be a share over 0 and up to 1, like 0.05' },
  max_asa_s: { fits: (value) => value > 0, words: 'must be the longest mean wait of the answered in seconds, over 0' },
  shrinkage: { fits: (value) => value >= 0 && value < 1, words: 'must be a share from 0 to under 1, like 0.3' },
} satisfies Record<string, Rule>;

export const STAFF_COLUMNS = Object.keys(RULES) as StaffColumn[];
export const REQUIRED_COLUMNS = STAFF_COLUMNS.filter((column) => 'required' in RULES[column]);

const FRACTION = /^([\d.]+)\/([\d.]+)$/;
const FOREVER = /^(inf|infinity|forever)$/i;
const NO_PROMISE =
  'The row says neither agents nor what to promise. Give agents, or one of service_level, max_asa_s, max_abandon, max_occupancy.';

/** Reads a row; `problem` is a sentence about the first thing that is wrong with it. */
export function readQuestion(row: WrittenRow): StaffQuestion | { problem: string } {
  const problems: string[] = [];
  const read = (column: StaffColumn) => {
    const figure = readNumber(column, row[column]?.trim() ?? '');
    if (typeof figure === 'string') problems.push(figure);
    return typeof figure === 'string' ? undefined : figure;
  };
  const load = readLoad(read);
  const agents = read('agents');
  const target = readTarget(read);
  const shrinkage = read('shrinkage') ?? 0;
  if (problems[0] !== undefined) return { problem: problems[0] };
  return agents === undefined && Object.keys(target).length === 0 ? { problem: NO_PROMISE } : { load, agents, target, shrinkage };
}

type Read = (column: StaffColumn) => number | undefined;

function readLoad(read: Read): Load {
  const [calls, intervalSeconds, handleSeconds, targetSeconds] = REQUIRED_COLUMNS.map((column) => read(column) ?? 0);
  const patienceSeconds = read('patience_s');
  const load = { calls: calls!, intervalSeconds: intervalSeconds!, handleSeconds: handleSeconds!, targetSeconds: targetSeconds! };
  return patienceSeconds === undefined ? load : { ...load, patienceSeconds };
}

function readTarget(read: Read): Target {
  const promises = {
    serviceLevel: read('service_level'),
    maxAnsweredWaitSeconds: read('max_asa_s'),
    maxAbandonedShare: read('max_abandon'),
    maxOccupancy: read('max_occupancy'),
  };
  return Object.fromEntries(Object.entries(promises).filter(([, value]) => value !== undefined));
}

/** The number, undefined where it may be empty, or a sentence. Fractions such as 375/2 are numbers too. */
function readNumber(column: StaffColumn, text: string): number | undefined | string {
  const rule: Rule = RULES[column];
  if (text === '') return rule.required && `${column} is empty; it ${rule.words}.`;
  const fraction = FRACTION.exec(text);
  const value = fraction ? Number(fraction[1]) / Number(fraction[2]) : Number(FOREVER.test(text) ? Infinity : text);
  return !Number.isNaN(value) && rule.fits(value) ? value : `${column} is “${text}”; it ${rule.words}.`;
}
