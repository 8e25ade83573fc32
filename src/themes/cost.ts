interface Estimate {
  low: number;
  value: number;
  high: number;
}

/** What a theme takes a week, as the backlog prices it; money in minor units of one currency, or unknown across several. */
export interface ThemeCost {
  hours: Estimate;
  moneyMinor: Estimate | undefined;
  currency: string | undefined;
  /** It rests on what CSRs say, not on observed calls. */
  guessed: boolean;
}

export type FindCosts = (themeIds: readonly number[]) => Promise<Map<number, ThemeCost>>;

/** The dearer first: in money while all count in one currency, else in hours. Unknown is not free: it comes last. */
export function byCost(a: ThemeCost | undefined, b: ThemeCost | undefined): number {
  const unit = a?.currency && a.currency === b?.currency ? 'moneyMinor' : 'hours';
  return (b?.[unit]?.value ?? -1) - (a?.[unit]?.value ?? -1);
}
