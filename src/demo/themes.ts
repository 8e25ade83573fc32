import { MERGED, SPLIT, THEMES } from '../../db/seeds/themes/all.ts';
import { daysAgo, plusSeconds } from './calendar.ts';
import type { DemoRows } from './load-store.ts';
import type { Draft } from './reports.ts';
import { add, personId, type Scene, tell } from './scene.ts';

const SORTER = 'priya';

/** The number of the theme that is filed under this key. */
export const themeId = (key: string): number => THEMES.findIndex((theme) => theme.key === key) + 1;

/** The themes, the reports filed in them by hand or by their writers, one merge and one split. */
export function sort(scene: Scene, drafts: readonly Draft[]) {
  const { rows } = scene;
  const inOrder = drafts.toSorted((a, b) => (a.reportedAt < b.reportedAt ? -1 : a.reportedAt > b.reportedAt ? 1 : 0));
  for (const theme of THEMES) addTheme(scene, theme.key, inOrder);
  for (const { themeKey, ...report } of inOrder) {
    const id = add(rows.reports, report);
    if (report.reporterId) tell(scene, 'report.added', 'report', id, report.reporterId, report.reportedAt);
    if (themeKey && knewIt(scene, id, themeKey)) join(scene, id, themeKey);
    else if (themeKey) file(scene, id, themeKey, report.reportedAt);
    else if (report.source === 'import') setAside(scene, id, report.reportedAt);
  }
  for (const theme of rows.themes) nameAfter(theme, rows.reports);
  merge(scene);
  split(scene);
}

/** Nobody has named a theme that is called what one of its reports says. */
function nameAfter(theme: DemoRows['themes'][number], reports: DemoRows['reports']) {
  theme.namedAfter = reports.find(({ themeId, summary }) => themeId === theme.rootId && summary === theme.name)?.id ?? null;
}

function addTheme(scene: Scene, key: string, drafts: readonly Draft[]) {
  const first = drafts.find((draft) => draft.themeKey === key)!.reportedAt;
  const { name, layer } = THEMES[themeId(key) - 1]!;
  const addedAt = key === SPLIT.theme ? daysAgo(scene.now, SPLIT.daysAgo, '10:40') : sortedAt(scene, first);
  const id = add(scene.rows.themes, { name, layer, rootId: themeId(key), addedAt, addedBy: personId(SORTER) });
  tell(scene, 'theme.added', 'theme', id, personId(SORTER), addedAt);
}

/** Sorted the next morning; what came in today waits for an hour. */
const sortedAt = ({ now }: Scene, reportedAt: string) => {
  const morning = plusSeconds(`${reportedAt.slice(0, 10)}T08:40:00.000Z`, 24 * 3600);
  return morning < now.toISOString() ? morning : plusSeconds(now.toISOString(), -60);
};

const ONE_IN = 3;

/** Every third who writes of a theme that there is by then says so while writing. */
function knewIt({ rows }: Scene, reportId: number, key: string) {
  const { source, reportedAt } = rows.reports[reportId - 1]!;
  return source !== 'import' && reportId % ONE_IN === 0 && rows.themes[themeId(key) - 1]!.addedAt < reportedAt;
}

/** By its writer, at once; by nobody on that day where it has no name. */
function join(scene: Scene, reportId: number, key: string) {
  const { rows } = scene;
  const report = rows.reports[reportId - 1]!;
  const [toId, filedBy] = [themeId(key), report.reporterId ?? null];
  const by = { filedAt: report.reportedAt, filedBy };
  Object.assign(report, { themeId: toId, ...by });
  add(rows.filings, { reportId, fromId: null, toId, how: 'joined', splitId: null, ...by });
  if (filedBy) tell(scene, 'report.joined', 'report', reportId, filedBy, by.filedAt, String(toId));
}

function file(scene: Scene, reportId: number, key: string, reportedAt: string) {
  const { rows, now } = scene;
  const filedAt = sortedAt(scene, reportedAt);
  const splitAt = daysAgo(now, SPLIT.daysAgo, '10:40');
  const moves = key === SPLIT.theme && filedAt < splitAt;
  const toId = themeId(moves ? SPLIT.from : key);
  const by = { filedBy: personId(SORTER) };
  Object.assign(rows.reports[reportId - 1]!, { themeId: themeId(key), filedAt: moves ? splitAt : filedAt, ...by });
  add(rows.filings, { reportId, fromId: null, toId, how: 'sorted', splitId: null, filedAt, ...by });
  tell(scene, 'report.filed', 'report', reportId, by.filedBy, filedAt, `${toId} 1`);
}

/** Read once and in no theme on purpose: what a file brought in and nobody else has met. */
function setAside(scene: Scene, reportId: number, reportedAt: string) {
  const filedAt = sortedAt(scene, reportedAt);
  const by = { filedAt, filedBy: personId(SORTER) };
  Object.assign(scene.rows.reports[reportId - 1]!, { setAsideAt: filedAt, ...by });
  add(scene.rows.filings, { reportId, fromId: null, toId: null, how: 'sorted', splitId: null, ...by });
  tell(scene, 'report.set-aside', 'report', reportId, by.filedBy, filedAt);
}

function merge(scene: Scene) {
  const mergedAt = daysAgo(scene.now, MERGED.daysAgo, '11:20');
  const [theme, into] = [themeId(MERGED.theme), themeId(MERGED.into)];
  add(scene.rows.merges, { themeId: theme, intoId: into, mergedAt, mergedBy: personId(SORTER) });
  scene.rows.themes[theme - 1]!.rootId = into;
  tell(scene, 'theme.merged', 'theme', theme, personId(SORTER), mergedAt, String(into));
  tell(scene, 'theme.other-merged', 'theme', into, personId(SORTER), mergedAt, String(theme));
}

/** What was filed before the split travels to the new theme in one decision; the two are never proposed as one again. */
function split(scene: Scene) {
  const splitAt = daysAgo(scene.now, SPLIT.daysAgo, '10:40');
  const [fromId, newId] = [themeId(SPLIT.from), themeId(SPLIT.theme)];
  const by = personId(SORTER);
  const splitId = add(scene.rows.splits, { fromId, newId, splitAt, splitBy: by });
  const moved = scene.rows.reports.filter((report) => report.themeId === newId && report.filedAt === splitAt);
  for (const report of moved)
    add(scene.rows.filings, { reportId: report.id!, fromId, toId: newId, how: 'split', splitId, filedAt: splitAt, filedBy: by });
  add(scene.rows.keptApart, { themeId: fromId, otherId: newId, splitId, saidAt: splitAt, saidBy: by });
  tell(scene, 'theme.split', 'theme', fromId, by, splitAt, String(newId));
}
