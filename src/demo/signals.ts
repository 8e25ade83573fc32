import { LISTENER, TOPICS } from '../../db/seeds/signals.ts';
import { dayAfter, dayNumber, monthsFrom, type Period } from '../signals/period.ts';
import { keyOf } from '../signals/signal.ts';
import { daysAgo, plusSeconds } from './calendar.ts';
import { between } from './chance.ts';
import { add, personId, type Scene, tell } from './scene.ts';
import { themeId } from './themes.ts';

const OWNER = 'priya';
const ADMINISTRATOR = 'ada';

/** What a conversation tool heard: a quarter by file, the last weeks sent by itself, and what an owner made of its topics. */
export function listenIn(scene: Scene) {
  const { rows } = scene;
  const sourceId = add(rows.signalSources, { name: LISTENER.source, key: keyOf(LISTENER.source) });
  for (const { name } of TOPICS) add(rows.signalTopics, { sourceId, name, key: keyOf(name) });
  fromFile(scene);
  sent(scene);
  for (const [index, { theme }] of TOPICS.entries()) if (theme !== undefined) map(scene, index + 1, theme);
}

/** The file says the months too, as exports do: its weeks cover more days, so the months are not counted. */
function fromFile(scene: Scene) {
  const { file, sent: later } = LISTENER.weeks;
  const weeks = Array.from({ length: file }, (_, ago) => week(scene.now, file + later - ago));
  const [year, month] = dayAfter(weeks[0]!.from, 31).split('-').map(Number) as [number, number];
  const months = [monthsFrom(year, month)!];
  const at = daysAgo(scene.now, 15, '16:20');
  const brought = { fileName: LISTENER.file, importedAt: at, importedBy: personId(OWNER), tokenId: null };
  const importId = bring(scene, brought, weeks, TOPICS.length * months.length, 1);
  for (const period of months) for (const topicId of TOPICS.keys()) say(scene, importId, topicId + 1, period, 4);
  scene.rows.importRefusals.push({ importId, line: TOPICS.length * (file + months.length) + 2, reason: LISTENER.refusal });
}

function sent(scene: Scene) {
  const { rows, random, now } = scene;
  const madeAt = daysAgo(now, 14, '10:05');
  const tokenHash = Array.from({ length: 64 }, () => between(random, 0, 15).toString(16)).join('');
  const lastUsedAt = daysAgo(now, 0, '00:20');
  const made = { madeAt, madeBy: personId(ADMINISTRATOR), formKey: null, revokedAt: null, revokedBy: null };
  const tokenId = add(rows.apiTokens, { name: LISTENER.token, tokenHash, lastUsedAt, ...made });
  tell(scene, 'token.made', 'token', tokenId, personId(ADMINISTRATOR), madeAt, LISTENER.token);
  for (let ago = LISTENER.weeks.sent; ago > 0; ago--) {
    const importedAt = ago === 1 ? lastUsedAt : daysAgo(now, (ago - 1) * 7, '00:20');
    bring(scene, { fileName: 'Sent to /api/signals', importedAt, importedBy: null, tokenId }, [week(now, ago)], 0, 0);
  }
}

interface Brought {
  fileName: string;
  importedAt: string;
  importedBy: number | null;
  tokenId: number | null;
}

function bring(scene: Scene, brought: Brought, weeks: readonly Period[], more: number, refused: number): number {
  const finishedAt = brought.tokenId ? brought.importedAt : plusSeconds(brought.importedAt, 1);
  const counts = { taken: weeks.length * TOPICS.length + more, doubled: 0, refused };
  const importId = add(scene.rows.imports, { kind: 'signals', ...brought, finishedAt, ...counts });
  tell(scene, 'import.finished', 'import', importId, null, finishedAt);
  for (const period of weeks) for (const index of TOPICS.keys()) say(scene, importId, index + 1, period, 1);
  return importId;
}

function say({ rows, random }: Scene, importId: number, topicId: number, { from, until }: Period, times: number) {
  const mentions = Math.round(between(random, ...TOPICS[topicId - 1]!.perWeek) * times);
  add(rows.signals, { topicId, fromDay: from, untilDay: until, mentions, importId });
}

function map(scene: Scene, topicId: number, theme: string | null) {
  const at = daysAgo(scene.now, 14, '09:10');
  const id = theme === null ? null : themeId(theme);
  add(scene.rows.signalMappings, { topicId, themeId: id, mappedAt: at, mappedBy: personId(OWNER) });
  tell(scene, 'topic.mapped', 'topic', topicId, personId(OWNER), at, String(id));
  const detail = `“${TOPICS[topicId - 1]!.name}” from ${LISTENER.source}`;
  if (id !== null) tell(scene, 'theme.topic-mapped', 'theme', id, personId(OWNER), at, detail);
}

/** The week so many weeks before the one that now lies in, Monday to Sunday; no day has a zone here. */
function week(now: Date, ago: number): Period {
  const today = now.toISOString().slice(0, 10);
  const monday = dayAfter(today, -((dayNumber(today) + 3) % 7) - ago * 7);
  return { from: monday, until: dayAfter(monday, 6) };
}
