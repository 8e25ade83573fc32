import { z } from 'zod';

/** What the address of the sorting page asks for: whose reports, which one, what was skipped. */
export const unsortedView = z.object({
  source: z.enum(['leader', 'csr', 'import']).nullable().catch(null),
  look: z.enum(['one', 'list']).catch('one'),
  report: z.coerce.number().int().positive().max(2_147_483_647).nullable().catch(null),
  after: z.coerce.number().int().min(0).max(2_147_483_647).catch(0),
});

export type UnsortedView = z.output<typeof unsortedView>;

/** The address of the sorting page, without what is as usual. */
export function unsortedAddress({ source, look, report, after }: Partial<UnsortedView>): string {
  const asked = {
    ...(source ? { source } : {}),
    ...(look === 'list' ? { look } : {}),
    ...(report ? { report: String(report) } : {}),
    ...(after ? { after: String(after) } : {}),
  };
  const query = new URLSearchParams(asked).toString();
  return query ? `/unsorted?${query}` : '/unsorted';
}

const SORTING = /^\/(?:unsorted|grouping|themes\/\d{1,10}|reports\/\d{1,10})(?:\?[\w=&-]*)?$/;

/** Where a decision leads back to: a page it can be made on, never another site. */
export const backTo = (asked: unknown): string => (typeof asked === 'string' && SORTING.test(asked) ? asked : '/unsorted');
