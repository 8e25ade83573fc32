import { may, type Person } from '../people/person.ts';
import type { ReportSource } from './report.ts';

interface Reported {
  source: ReportSource;
  reporterId: number | null;
  reporter: string | null;
  /** Who an imported file says it was. */
  reporterName: string | null;
}

const SOURCE_WORDS: Record<ReportSource, string> = { leader: 'A leader', csr: 'A CSR', import: 'An imported file' };

/** Who reported it, as far as this reader may know: a name, or only the kind of person. */
export function reporterFor(reader: Person, report: Reported): string {
  if (may.seeReporter(reader, report)) return report.reporterId === reader.id ? 'You' : (report.reporter ?? 'Somebody');
  if (report.source === 'import' && report.reporterName && may.importReports(reader)) return report.reporterName;
  return isAnonymous(report) ? 'A CSR, without a name' : SOURCE_WORDS[report.source];
}

export const isAnonymous = ({ source, reporterId }: Pick<Reported, 'source' | 'reporterId'>) =>
  source === 'csr' && reporterId === null;
