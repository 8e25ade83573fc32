import { z } from 'zod';
import type { ReportSource } from '../friction/report.ts';
import { type Batch, largestFirst } from './grouping/batches.ts';

/** What the address of the sorting page asks for: whose reports, which one, what was skipped (reports in the batch, and its lead). */
export const unsortedView = z.object({
  source: z.enum(['leader', 'csr', 'import']).nullable().catch(null),
  look: z.enum(['one', 'list']).catch('one'),
  report: z.coerce.number().int().positive().max(2_147_483_647).nullable().catch(null),
  after: z
    .string()
    .regex(/^[1-9]\d{0,9}-[1-9]\d{0,9}$/)
    .nullable()
    .catch(null),
});

export type UnsortedView = z.output<typeof unsortedView>;

/** The address of the sorting page, without what is as usual. */
export function unsortedAddress({ source, look, report, after }: Partial<UnsortedView>): string {
  const asked = {
    ...(source ? { source } : {}),
    ...(look === 'list' ? { look } : {}),
    ...(report ? { report: String(report) } : {}),
    ...(after ? { after } : {}),
  };
  const query = new URLSearchParams(asked).toString();
  return query ? `/unsorted?${query}` : '/unsorted';
}

const SORTING = /^\/(?:unsorted|grouping|themes\/\d{1,10}|reports\/\d{1,10})(?:\?[\w=&-]*)?$/;

/** Where a decision leads back to: a page it can be made on, never another site. */
export const backTo = (asked: unknown): string => (typeof asked === 'string' && SORTING.test(asked) ? asked : '/unsorted');

/** The batches that hold a report of this source, each led by one; all of them where no source is asked for. */
export function batchesOf(
  batches: readonly Batch[],
  source: ReportSource | null,
  sourceOf: ReadonlyMap<number, ReportSource>,
): readonly Batch[] {
  if (source === null) return batches;
  const led = batches.flatMap((batch) => {
    const ids = [batch.leadId, ...batch.travellerIds];
    const lead = ids.find((id) => sourceOf.get(id) === source);
    return lead === undefined ? [] : [ledBy(batch, lead)];
  });
  return led.sort(largestFirst);
}

/** The same batch, decided on another of its reports. */
export const ledBy = (batch: Batch, leadId: number): Batch => ({
  leadId,
  travellerIds: [batch.leadId, ...batch.travellerIds].filter((id) => id !== leadId).sort((a, b) => a - b),
});

/** The place of a batch in the list, as an address has it. */
export const placeOf = ({ leadId, travellerIds }: Batch) => `${travellerIds.length + 1}-${leadId}`;

/** Those that follow a place in the list, which need not be taken any more. */
export function batchesAfter(batches: readonly Batch[], after: string | null): readonly Batch[] {
  if (after === null) return batches;
  const [size = 0, leadId = 0] = after.split('-').map(Number);
  return batches.filter(({ travellerIds, ...batch }) => {
    const reports = travellerIds.length + 1;
    return reports < size || (reports === size && batch.leadId > leadId);
  });
}

/** One decision settles no more reports than a page shows. */
export const MOST_TRAVEL = 250;

/** How sure a suggestion is, in words. How often each was right: docs/grouping.md. */
export function surely({ share, weak }: { share: number; weak: boolean }): 'very likely' | 'likely' | 'maybe' {
  if (weak || share < 0.5) return 'maybe';
  return share < 0.9 ? 'likely' : 'very likely';
}
