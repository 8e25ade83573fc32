/** Merges as pointers and pairs that must stay apart. Everything here is by place in its list; nothing is ever overwritten by a merge. */
export interface Lineage {
  /** parents[theme] = the theme it was merged into, or itself. */
  parents: number[];
  /** Roots that speak for more than themselves. */
  merged: Set<number>;
  /** "r3" → "t7": report at place 3 and theme at place 7 are not the same. Both ways, kept for good. */
  apart: Map<string, Set<string>>;
}

export const createLineage = (): Lineage => ({ parents: [], merged: new Set(), apart: new Map() });

export const reportNode = (place: number) => `r${place}`;
export const themeNode = (place: number) => `t${place}`;

/** The theme that speaks for this one after all merges. */
export function rootOf(lineage: Lineage, theme: number): number {
  let root = theme;
  while (lineage.parents[root] !== root) root = lineage.parents[root]!;
  return root;
}

/** The themes that a root speaks for, itself included, in order. */
export const membersOf = (lineage: Lineage, root: number): number[] =>
  lineage.parents.map((_, theme) => theme).filter((theme) => rootOf(lineage, theme) === root);

export function keepApart(lineage: Lineage, one: string, other: string) {
  for (const [node, stranger] of [
    [one, other],
    [other, one],
  ] as const) {
    lineage.apart.set(node, (lineage.apart.get(node) ?? new Set()).add(stranger));
  }
}

/** Takes back that two must stay apart. */
export function letTogether(lineage: Lineage, one: string, other: string) {
  lineage.apart.get(one)?.delete(other);
  lineage.apart.get(other)?.delete(one);
}

/** Roots that a report or theme must not join: those it was refused for, and those that hold a report it is kept apart from. */
export function forbiddenRoots(lineage: Lineage, node: string, themeOfReport: (place: number) => number): Set<number> {
  const themes = [...(lineage.apart.get(node) ?? [])].map((stranger) => themeOfNode(stranger, themeOfReport));
  return new Set(themes.filter((theme) => theme >= 0).map((theme) => rootOf(lineage, theme)));
}

/** Whether one theme would hold a pair that is kept apart, if these two roots were merged. */
export function meetsStranger(lineage: Lineage, one: number, other: number, themeOfReport: (place: number) => number): boolean {
  return [...lineage.apart.keys()].some((node) => {
    const theme = themeOfNode(node, themeOfReport);
    return theme >= 0 && rootOf(lineage, theme) === one && forbiddenRoots(lineage, node, themeOfReport).has(other);
  });
}

const themeOfNode = (node: string, themeOfReport: (place: number) => number) =>
  node.startsWith('t') ? Number(node.slice(1)) : themeOfReport(Number(node.slice(1)));
