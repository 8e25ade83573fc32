import { countedOf } from './counted.ts';
import { dayAfter, dayNumber, daysIn, type Period } from './period.ts';

/** What is in force for a topic in a period. */
export interface Reading extends Period {
  mentions: number;
  /** The last of its days that had begun when it was said: of a month that still runs, nobody has heard the rest. */
  heardUntil: string;
}

export const WEEKS = 12;

/** What a topic comes to in the last twelve weeks that its source has told of. */
export interface TopicFigures {
  /** The newest period that counts. */
  latest: Reading | undefined;
  /** Over the periods that count and end within those weeks, whole ones: never a part of a period. */
  mentions: number;
  /** From the first of these periods to the last. */
  span: Period | undefined;
  /** Mentions a week, oldest first; longer periods are spread evenly. */
  weeks: number[];
}

/** The last day that a source has told of: its weeks are counted back from there, so that a tool that fell silent still says what it said. */
export const lastDayOf = (topics: Iterable<readonly Reading[]>): string =>
  [...topics].flat().reduce((last, { heardUntil }) => (heardUntil > last ? heardUntil : last), '');

export function figuresOf(readings: readonly Reading[], lastDay: string): TopicFigures {
  const counted = [...countedOf(readings)].toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const firstDay = dayAfter(lastDay, 1 - WEEKS * 7);
  const recent = counted.filter(({ heardUntil }) => heardUntil >= firstDay);
  return {
    latest: counted.at(-1),
    mentions: recent.reduce((sum, { mentions }) => sum + mentions, 0),
    span: spanOf(recent),
    weeks: Array.from({ length: WEEKS }, (_, week) => mentionsBetween(recent, dayAfter(firstDay, week * 7))),
  };
}

/** From the first day to the last of some periods. */
export function spanOf(periods: readonly Period[]): Period | undefined {
  if (periods.length === 0) return undefined;
  const { from, until } = periods.reduce((a, b) => ({
    from: a.from < b.from ? a.from : b.from,
    until: a.until > b.until ? a.until : b.until,
  }));
  return { from, until };
}

function mentionsBetween(readings: readonly Reading[], from: string): number {
  const first = dayNumber(from);
  const shares = readings.map(({ from: begin, heardUntil, mentions }) => {
    const shared = Math.min(dayNumber(heardUntil), first + 6) - Math.max(dayNumber(begin), first) + 1;
    return (mentions * Math.max(0, shared)) / daysIn({ from: begin, until: heardUntil });
  });
  return Math.round(shares.reduce((sum, share) => sum + share, 0));
}
