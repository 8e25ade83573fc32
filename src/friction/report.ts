export const STAGES = [
  'find',
  'contact',
  'wait',
  'identify',
  'explain',
  'look up',
  'decide',
  'resolve',
  'schedule',
  'deliver',
  'follow up',
] as const;
export type Stage = (typeof STAGES)[number];

export const MILES: Record<'First mile' | 'Middle' | 'Last mile', readonly Stage[]> = {
  'First mile': ['find', 'contact', 'wait', 'identify'],
  Middle: ['explain', 'look up', 'decide', 'resolve'],
  'Last mile': ['schedule', 'deliver', 'follow up'],
};

export const LAYERS = ['people', 'process', 'policy', 'technology', 'data'] as const;
export type Layer = (typeof LAYERS)[number];

export type ReportKind = 'friction' | 'delight';
/** Who saw it: a leader in a shift, a CSR by a flag, or a file somebody imported. Counted apart, shown apart. */
export type ReportSource = 'leader' | 'csr' | 'import';
