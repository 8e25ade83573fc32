export const FIX_STATES = ['proposed', 'planned', 'testing', 'shipped', 'verified', 'declined', 'regressed'] as const;
export type FixState = (typeof FIX_STATES)[number];
