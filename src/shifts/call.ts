export const OUTCOMES = ['resolved', 'follow-up', 'transferred', 'abandoned', 'unresolved'] as const;
export type Outcome = (typeof OUTCOMES)[number];
