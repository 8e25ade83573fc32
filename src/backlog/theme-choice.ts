import type { Cost } from './cost.ts';

/** Themes to choose from: the chosen ones on top, then the dearest (in hours a week), those without a known cost last. */
export function dearestFirst<T extends { id: number }>(
  themes: readonly T[],
  costs: Map<number, Cost>,
  chosen: readonly number[],
) {
  const worth = ({ id }: T) => costs.get(id)?.hours.value ?? -1;
  const onTop = ({ id }: T) => Number(chosen.includes(id));
  return themes
    .toSorted((a, b) => onTop(b) - onTop(a) || worth(b) - worth(a) || a.id - b.id)
    .map((theme) => ({ ...theme, cost: costs.get(theme.id) }));
}
