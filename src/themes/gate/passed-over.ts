import type { ReportSource } from '../../friction/report.ts';

/** So many later reports of the same source decided about, and the ones before them were not overlooked. */
const LATER_ONES = 3;

/**
 * Up to which number the waiting reports of each source were passed over by people who sorted what came after them. Those are the hard ones:
 * how often the engine is right about what people file says nothing about what they left lying.
 */
export function passedOver(decisions: readonly { source: ReportSource; reportId: number }[]): Record<ReportSource, number> {
  const boundOf = (source: ReportSource) => {
    const ids = new Set(decisions.filter((one) => one.source === source).map(({ reportId }) => reportId));
    return [...ids].toSorted((a, b) => b - a)[LATER_ONES - 1] ?? 0;
  };
  return { leader: boundOf('leader'), csr: boundOf('csr'), import: boundOf('import') };
}
