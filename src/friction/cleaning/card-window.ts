import type { Group } from './digits.ts';

/** Neighbouring groups of a run, the first of them at `from`. */
export interface Window {
  from: number;
  groups: Group[];
  digits: string;
  start: number;
  end: number;
}

/** Every stretch of whole groups whose 12 to 19 digits may be a card's. At most eight ends per start, so work grows with the text alone. */
export function windowsOf(run: Group[], mayBe: (digits: string) => boolean): Window[] {
  const windows: Window[] = [];
  for (let from = 0; from < run.length; from++) {
    let digits = '';
    for (let to = from; to < run.length && digits.length < LONGEST; to++) {
      digits += run[to]!.digits;
      if (digits.length < SHORTEST || digits.length > LONGEST || !mayBe(digits)) continue;
      windows.push({ from, groups: run.slice(from, to + 1), digits, start: run[from]!.start, end: run[to]!.end });
    }
  }
  return windows;
}

export function isUsualGrouping(groups: Group[]) {
  return /^(?:\d+|4(?:-4)+(?:-[1-3])?|4-6-[45]|6-(?:13|10)|4-[78]-4|8-8)$/.test(shapeOf(groups));
}

export function shapeOf(groups: Group[]) {
  return groups.map(({ digits }) => digits.length).join('-');
}

/** Left to right, the first of those that overlap. */
export function apart(windows: Window[]) {
  const chosen: Window[] = [];
  for (const window of windows) if (window.start >= (chosen.at(-1)?.end ?? 0)) chosen.push(window);
  return chosen;
}

/** Those windows that overlap none of the taken ones; both run from left to right. */
export function besides(windows: Window[], taken: Window[]) {
  let at = 0;
  return windows.filter(({ start, end }) => {
    while (at < taken.length && taken[at]!.end <= start) at++;
    return at === taken.length || taken[at]!.start >= end;
  });
}

export function inOrder<Stretch extends { start: number }>(stretches: Stretch[]) {
  return stretches.sort((a, b) => a.start - b.start);
}

const SHORTEST = 12;
const LONGEST = 19;
