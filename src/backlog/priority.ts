import type { Estimate } from './cost.ts';

export interface Candidate {
  id: number;
  hours: Estimate | undefined;
  moneyMinor: Estimate | undefined;
  currency: string | undefined;
  effortDays: number | null;
}

/** Why an item stands where it stands: its ratio, or its cost alone while nobody said the effort, or nothing known yet. */
export type Grounds = 'cost per day of effort' | 'cost alone' | 'cost unknown';

export type Ranked<C extends Candidate> = C & { rank: number; grounds: Grounds; perDay: number | undefined };

/**
 * The backlog's order: cost of friction a week ÷ days of effort, highest first; below them, by cost alone, those whose effort nobody
 * said; last, those whose cost is not known. Cost is money where all count in one currency, else hours. Ties go to the older number.
 */
export function ranked<C extends Candidate>(candidates: readonly C[]): Ranked<C>[] {
  const unit = unitOf(candidates);
  const graded = candidates.map((candidate) => grade(candidate, unit));
  graded.sort((a, b) => ORDER[a.grounds] - ORDER[b.grounds] || b.score - a.score || a.id - b.id);
  return graded.map(({ score: _score, ...item }, index) => ({ ...item, rank: index + 1 }) as unknown as Ranked<C>);
}

/** What the whole list is counted in. */
export function unitOf(candidates: readonly Candidate[]): 'money' | 'hours' {
  const priced = candidates.filter((candidate) => candidate.hours);
  const currencies = new Set(priced.map((candidate) => candidate.currency));
  return currencies.size <= 1 && !currencies.has(undefined) ? 'money' : 'hours';
}

const ORDER: Record<Grounds, number> = { 'cost per day of effort': 0, 'cost alone': 1, 'cost unknown': 2 };

function grade<C extends Candidate>(candidate: C, unit: 'money' | 'hours') {
  const cost = unit === 'money' ? candidate.moneyMinor?.value : candidate.hours?.value;
  if (cost === undefined) return { ...candidate, grounds: 'cost unknown' as const, score: 0, perDay: undefined };
  if (!candidate.effortDays) return { ...candidate, grounds: 'cost alone' as const, score: cost, perDay: undefined };
  const perDay = cost / candidate.effortDays;
  return { ...candidate, grounds: 'cost per day of effort' as const, score: perDay, perDay };
}
