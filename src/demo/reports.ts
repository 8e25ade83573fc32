import type { Said, ThemeContent } from '../../db/seeds/content.ts';
import { LAST_HOURS, UNSORTED_FLAGS, UNSORTED_OF_LEADERS, YESTERDAY } from '../../db/seeds/loose.ts';
import { CSRS, HOSTS } from '../../db/seeds/organisation.ts';
import { THEMES } from '../../db/seeds/themes/all.ts';
import type { Layer, Stage } from '../friction/report.ts';
import { daysAgo, plusSeconds, weeksAgo } from './calendar.ts';
import type { LoggedCall } from './calls.ts';
import { between, pick, shuffled, uuid } from './chance.ts';
import type { DemoRows } from './load-store.ts';
import { personId, queueId, type Scene } from './scene.ts';

export type Report = Omit<DemoRows['reports'][number], 'id'>;
export type Draft = Report & { themeKey: string | null };

/** What a report is about: a theme, or nothing that has a name yet. */
interface About {
  key?: string;
  kind?: 'friction' | 'delight';
  stage: Stage | null;
  layer: Layer | null;
  tool?: string;
}

const NOTHING_NAMED: About = { stage: null, layer: null };

/** Every report of the quarter, not numbered yet. */
export function observe(scene: Scene, calls: readonly LoggedCall[]): Draft[] {
  const themed = THEMES.flatMap((theme) => [
    ...meet(scene, theme, calls, theme.leaders, theme.weeks),
    ...(theme.later ? meet(scene, theme, calls, theme.later.leaders, theme.later.weeks) : []),
    ...theme.csrs.map((said, index) => flag(scene, theme, said, index, [2 + theme.weeks[1] * 5, 86])),
    ...(theme.later?.csrs ?? []).map((said, index) => flag(scene, theme, said, index, [1, 9])),
  ]);
  return [...themed, ...loose(scene, calls), ...late(scene)];
}

/** What CSRs flagged yesterday afternoon, and in the last hours: the newest some minutes ago. */
function late(scene: Scene): Draft[] {
  const { now } = scene;
  const minutesAgo = (minutes: number) => plusSeconds(now.toISOString(), -60 * minutes);
  return [
    ...YESTERDAY.map((flag, index) => lateFlag(scene, flag, daysAgo(now, 1, `16:${10 + 9 * index}`), flag.theme)),
    ...LAST_HOURS.map((flag, index) => lateFlag(scene, flag, minutesAgo(25 * (LAST_HOURS.length - index)), null)),
  ];
}

function lateFlag(scene: Scene, { said, queue, tool }: (typeof LAST_HOURS)[number], at: string, themeKey: string | null): Draft {
  return {
    ...blank(said, { ...NOTHING_NAMED, ...(tool ? { tool } : {}) }, at),
    source: 'csr',
    queueId: queueId(queue),
    reporterId: personId(pick(scene.random, HOSTS[queue])),
    clientKey: uuid(scene.random),
    themeKey,
  };
}

/** One call each: those with room for the seconds that were lost, the least reported first. */
function meet(
  scene: Scene,
  theme: ThemeContent,
  calls: readonly LoggedCall[],
  texts: readonly Said[],
  [from, until]: readonly [number, number],
): Draft[] {
  const [low, high] = theme.seconds;
  const fitting = calls.filter(({ sitting, seconds, row }) => {
    const weeks = weeksAgo(row.startedAt, scene.now);
    return sitting.queue === theme.queue && weeks >= until && weeks <= from && seconds >= low * 1.6;
  });
  const chosen = shuffled(scene.random, fitting)
    .toSorted((a, b) => a.reports - b.reports)
    .slice(0, texts.length);
  return chosen.map((call, index) => {
    call.reports += 1;
    call.row.reason = theme.reason;
    const longest = Math.min(high, Math.floor(call.seconds * 0.6));
    return onCall(scene, theme, call, texts[index]!, theme.kind === 'delight' ? null : skewed(scene, low, longest));
  });
}

function onCall(scene: Scene, about: About, call: LoggedCall, said: Said, secondsLost: number | null): Draft {
  const happenedAt = plusSeconds(call.row.startedAt, between(scene.random, 30, Math.max(31, call.seconds - (secondsLost ?? 0))));
  return {
    ...blank(said, about, happenedAt),
    source: 'leader',
    secondsLost,
    secondsMeasured: secondsLost !== null && scene.random() < 0.7 ? 1 : 0,
    severity: secondsLost === null ? null : severityOf(secondsLost),
    queueId: queueId(call.sitting.queue),
    shiftId: call.sitting.shiftId,
    callId: call.row.id!,
    reporterId: personId(call.sitting.who),
    clientKey: uuid(scene.random),
    reportedAt: plusSeconds(happenedAt, between(scene.random, 15, 90)),
  };
}

/** Every sixth has no name: then it keeps the day only, and nothing leads from it to a person. `days`: how long ago. */
function flag(
  scene: Scene,
  theme: ThemeContent,
  said: Said,
  index: number,
  [latest, earliest]: readonly [number, number],
): Draft {
  const { random, now } = scene;
  const own = HOSTS[theme.queue];
  const who = [...own, ...CSRS.filter((csr) => !own.includes(csr))][index % CSRS.length]!;
  const at = daysAgo(
    now,
    between(random, latest, earliest),
    `${between(random, 9, 16)}:${between(random, 10, 59)}`.padStart(5, '0'),
  );
  const anonymous = index === 4 || (index === 2 && theme.csrs.length === 3);
  const asked = theme.kind === 'delight' || index % 4 === 3;
  const happenedAt = anonymous ? `${at.slice(0, 10)}T00:00:00.000Z` : at;
  return {
    ...blank(said, theme, happenedAt),
    source: 'csr',
    secondsLost: asked ? null : rounded(skewed(scene, ...theme.seconds)),
    timesPerWeek: asked ? null : between(random, ...theme.times),
    queueId: queueId(theme.queue),
    reporterId: anonymous ? null : personId(who),
    receiptHash: anonymous ? uuid(random).replaceAll('-', '').repeat(2) : null,
    clientKey: anonymous ? null : uuid(random),
  };
}

function loose(scene: Scene, calls: readonly LoggedCall[]): Draft[] {
  const lately = calls.filter((call) => weeksAgo(call.row.startedAt, scene.now) <= 2);
  const seen = UNSORTED_OF_LEADERS.map(({ queue, kind, said }) => {
    const call = pick(
      scene.random,
      lately.filter(({ sitting }) => sitting.queue === queue),
    );
    const seconds = kind ? null : between(scene.random, 25, Math.max(26, Math.floor(call.seconds / 2)));
    return onCall(scene, { ...NOTHING_NAMED, kind: kind ?? 'friction' }, call, said, seconds);
  });
  const flagged = UNSORTED_FLAGS.map((said, index): Draft => {
    const at = daysAgo(scene.now, between(scene.random, 1, 8), `1${index % 6}:${10 + index}`);
    const who = CSRS[(index * 3 + 1) % CSRS.length]!;
    return {
      ...blank(said, NOTHING_NAMED, at),
      source: 'csr',
      reporterId: personId(who),
      clientKey: uuid(scene.random),
    };
  });
  return [...seen, ...flagged];
}

/** A report with what every kind of it has. */
export function blank(said: Said, { kind, stage, layer, tool, key }: About, at: string): Draft {
  const [summary, customerWords] = typeof said === 'string' ? [said, null] : said;
  return {
    kind: kind ?? 'friction',
    source: 'import',
    summary,
    searchText: [summary, customerWords, tool].filter(Boolean).join(' ').toLowerCase(),
    customerWords,
    stage: stage ?? null,
    layer: layer ?? null,
    tool: tool ?? null,
    secondsMeasured: 0,
    happenedAt: at,
    reportedAt: at,
    themeKey: key ?? null,
  };
}

/** Seconds lost have a long tail: most are near the low end. */
const skewed = ({ random }: Scene, low: number, high: number) => Math.round(low + (high - low) * random() ** 1.7);
const rounded = (seconds: number) => Math.max(10, Math.round(seconds / 10) * 10);
const severityOf = (seconds: number) => (seconds < 80 ? 1 : seconds < 200 ? 2 : 3);
