import type { PlannedInterval } from './hours.ts';

/** What one more person at the desks changes during a shift, and how to say it. */
export interface Need {
  waitSecondsSaved: number;
  abandonmentsSaved: number;
  words: string;
}

type Saved = Pick<PlannedInterval, 'startsAt' | 'seconds' | 'waitSaved' | 'hangUpsSaved'>;

/** Sums over the intervals a shift covers, each by the share it covers. Undefined where nothing is forecast. */
export function needOf(shift: { startsAt: string; endsAt: string }, intervals: readonly Saved[]): Need | undefined {
  let [waitSecondsSaved, abandonmentsSaved, covered] = [0, 0, 0];
  for (const interval of intervals) {
    const share = coveredShare(shift, interval);
    if (share <= 0 || interval.hangUpsSaved === null) continue;
    covered++;
    waitSecondsSaved += share * (interval.waitSaved ?? 0);
    abandonmentsSaved += share * interval.hangUpsSaved;
  }
  if (covered === 0) return undefined;
  return { waitSecondsSaved, abandonmentsSaved, words: needWords(waitSecondsSaved, abandonmentsSaved) };
}

/** "about 14 fewer callers would hang up" */
export function needWords(waitSecondsSaved: number, abandonmentsSaved: number): string {
  const callers = Math.round(abandonmentsSaved);
  if (callers === 1) return 'about 1 caller fewer would hang up';
  if (callers > 1) return `about ${callers} fewer callers would hang up`;
  const minutes = Math.round(waitSecondsSaved / 60);
  if (minutes >= 1) return `callers would wait about ${minutes} min less in all`;
  return 'enough people are there already';
}

function coveredShare(shift: { startsAt: string; endsAt: string }, { startsAt, seconds }: Saved) {
  const start = Date.parse(startsAt);
  const end = start + seconds * 1000;
  const from = Math.max(start, Date.parse(shift.startsAt));
  const until = Math.min(end, Date.parse(shift.endsAt));
  return (until - from) / (end - start);
}
