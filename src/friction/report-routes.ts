import { type Response, Router } from 'express';
import { may, type Person } from '../people/person.ts';
import { PRACTICE_MODES } from '../shifts/shift.ts';
import { sendCsvInParts } from '../web/csv.ts';
import { notFound } from '../web/errors.ts';
import { flash } from '../web/flash.ts';
import { idFrom } from '../web/form.ts';
import { page } from '../web/page.ts';
import { safeNext } from '../web/session.ts';
import type { Joins } from './joining.ts';
import { type FindPlacing, isAutomatic } from './placing.ts';
import { LAYERS, STAGES } from './report.ts';
import { reportColumns } from './report-columns.ts';
import { filterQuery, type Place, placeWords, type ReportFilter, readFilter, readPlace } from './report-filter.ts';
import { PAGE, type ReportListStore } from './report-list-store.ts';
import type { ReportRow } from './report-rows.ts';
import type { ReportStore } from './report-store.ts';
import { isAnonymous, reporterFor } from './reporter.ts';
import type { VoicesStore } from './voices-store.ts';

interface Deps {
  reports: ReportStore;
  lists: ReportListStore;
  voices: VoicesStore;
  joins: Joins;
  placing: FindPlacing;
  now: () => Date;
}

const MOST_NEIGHBOURS = 8;

export function reportRoutes({ reports, lists, voices, joins, placing, now }: Deps) {
  const router = Router();

  router.get('/reports', async (req, res) => {
    const filter = readFilter(req.query);
    const shown = await pageOf(filter, res.locals.person.id, req.query);
    page(res, 'reports/index', {
      title: 'Reports',
      reports: shown.rows.map((report) => shownTo(res.locals.person, report)),
      filters: filter,
      count: await lists.count(filter, res.locals.person.id),
      practice: PRACTICE_MODES,
      voices: await voicesOf(filter),
      filterFields: await fieldsFor(filter),
      csv: `/reports.csv?${filterQuery(filter)}`,
      newer: shown.newer && `/reports?${filterQuery(filter, { before: placeWords(shown.newer) })}`,
      older: shown.older && `/reports?${filterQuery(filter, { after: placeWords(shown.older) })}`,
      isFiltered: filterQuery(filter) !== '',
      styles: ['reports'],
    });
  });

  router.get('/reports.csv', async (req, res) => {
    const { person } = res.locals;
    await sendCsvInParts(res, 'reports', lists.batches(readFilter(req.query), person.id), reportColumns(person));
  });

  router.get('/reports/:id', async (req, res) => {
    const { person } = res.locals;
    const report = await reportOf(res, req.params.id);
    const call = report.callId && may.seeReporter(person, report) ? await reports.findCall(report.callId) : undefined;
    const neighbours = report.themeId
      ? await lists.list(readFilter({ theme: String(report.themeId) }), person.id, undefined, 9)
      : [];
    page(res, 'reports/show', {
      title: `Report #${report.id}`,
      report: shownTo(person, report),
      practice: PRACTICE_MODES,
      call,
      ...(await placing(report.id)),
      sorts: may.sort(person) && !report.withdrawnAt,
      isMine: report.reporterId === person.id,
      joined: report.reporterId === person.id && (await joins.listJoined([report.id])).has(report.id),
      mayOpenShift: report.shiftId !== null && may.seeReporter(person, report),
      neighbours: neighbours.filter(({ id }) => id !== report.id).slice(0, MOST_NEIGHBOURS),
      styles: ['reports'],
    });
  });

  router.post('/reports/:id/withdrawal', async (req, res) => {
    if (!(await reports.withdraw(idFrom(req.params.id), res.locals.person.id, now()))) throw notFound();
    flash(res, 'good', 'Taken back: it counts nowhere any more.');
    res.redirect(303, nextAfter(req.body, req.params.id));
  });

  router.post('/reports/:id/restoration', async (req, res) => {
    if (!(await reports.restore(idFrom(req.params.id), res.locals.person.id, now()))) throw notFound();
    flash(res, 'good', 'It counts again.');
    res.redirect(303, nextAfter(req.body, req.params.id));
  });

  return router;

  /** A report taken back is gone for everybody but the person who took it back. */
  async function reportOf(res: Response, id: string) {
    const report = await reports.findReport(idFrom(id));
    if (!report || (report.withdrawnAt && report.reporterId !== res.locals.person.id)) throw notFound();
    return report;
  }

  async function pageOf(filter: ReportFilter, readerId: number, query: Record<string, unknown>) {
    const before = readPlace(query.before);
    if (before) return cutNewer(await lists.listNewer(filter, readerId, before));
    const after = readPlace(query.after);
    const rows = await lists.list(filter, readerId, after, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    return { rows: shown, newer: after && placeOf(shown[0]), older: rows.length > PAGE ? placeOf(shown.at(-1)) : undefined };
  }

  /** A me-too names a theme and perhaps a queue: whoever asks for anything else asks for reports alone. */
  async function voicesOf({ theme, queue, source = 'csr', kind = 'friction', ...others }: ReportFilter) {
    const isOfCsrs = theme !== undefined && source === 'csr' && kind === 'friction';
    if (!isOfCsrs || Object.values(others).some(Boolean)) return undefined;
    const counted = await voices.countOf(theme, queue);
    return counted.meToosOnly > 0 ? counted : undefined;
  }

  async function fieldsFor(filter: ReportFilter) {
    const queues = await lists.listQueues();
    return [
      { name: 'q', label: 'Words, or #42', type: 'search' },
      { name: 'source', label: 'From', blank: 'Everybody', options: SOURCES },
      { name: 'kind', label: 'Kind', blank: 'Both', options: KINDS },
      { name: 'stage', label: 'Stage', blank: 'Every stage', options: STAGES },
      { name: 'layer', label: 'Cause', blank: 'Every cause', options: LAYERS },
      { name: 'unsorted', label: 'Theme', blank: 'Any or none', options: [{ value: 'yes', words: 'Unsorted' }] },
      ...(queues.length || filter.queue
        ? [
            {
              name: 'queue',
              label: 'Queue',
              blank: 'Every queue',
              options: queues.map(({ id, name }) => ({ value: id, words: name })),
            },
          ]
        : []),
    ];
  }
}

const SOURCES = [
  { value: 'leader', words: 'Leaders' },
  { value: 'csr', words: 'CSRs' },
  { value: 'import', words: 'Imported files' },
];
const KINDS = [
  { value: 'friction', words: 'Friction' },
  { value: 'delight', words: 'Delights' },
];

const placeOf = (row: ReportRow | undefined): Place | undefined => row && { at: row.happenedAt, id: row.id };

function cutNewer(rows: ReportRow[]) {
  const shown = rows.slice(-PAGE);
  return { rows: shown, newer: rows.length > PAGE ? placeOf(shown[0]) : undefined, older: placeOf(shown.at(-1)) };
}

/** Who it was, as far as the reader may know; and whether its time is known to the minute or only to the day. */
const shownTo = (reader: Person, report: ReportRow) => ({
  ...report,
  who: reporterFor(reader, report),
  automatic: isAutomatic(report),
  onlyDay: isAnonymous(report) || report.source === 'import',
});

const nextAfter = (body: unknown, id: string) => {
  const next = (body as { next?: unknown } | undefined)?.next;
  return next === undefined ? `/reports/${id}` : safeNext(next);
};
