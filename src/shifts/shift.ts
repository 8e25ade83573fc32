/** The ladder, lowest rung first. Only shadow and live calls are evidence of how often something happens. */
export const MODES = ['listen', 'simulated', 'shadow', 'live'] as const;
export type Mode = (typeof MODES)[number];

export const OBSERVED_MODES: readonly Mode[] = ['shadow', 'live'];
