import { CSRS, HOSTS } from '../../db/seeds/organisation.ts';
import { THEMES } from '../../db/seeds/themes/all.ts';
import { daysAgo } from './calendar.ts';
import { between, shuffled } from './chance.ts';
import { add, personId, queueId, type Scene, tell } from './scene.ts';
import { themeId } from './themes.ts';

/** Me-toos on every friction theme. */
export function sayMeToo(scene: Scene) {
  for (const theme of THEMES) if (!theme.kind) meToo(scene, theme.key);
}

/** Colleagues who did not flag it themselves, each with their own figures. */
function meToo(scene: Scene, key: string) {
  const { rows, random, now } = scene;
  const theme = THEMES[themeId(key) - 1]!;
  const rootId = rows.themes[themeId(key) - 1]!.rootId!;
  const flagged = new Set(rows.reports.filter((report) => report.themeId === themeId(key)).map((report) => report.reporterId));
  const said = new Set(rows.meToos.filter((meToo) => meToo.themeId === rootId).map((meToo) => meToo.personId));
  const others = shuffled(random, CSRS).filter((who) => !flagged.has(personId(who)) && !said.has(personId(who)));
  for (const who of others.slice(0, 4)) {
    const knows = random() < 0.75;
    const row = {
      personId: personId(who),
      queueId: HOSTS[theme.queue].includes(who) ? queueId(theme.queue) : null,
      secondsLost: knows ? Math.round(between(random, ...theme.seconds) / 10) * 10 : null,
      timesPerWeek: knows ? between(random, ...theme.times) : null,
      saidAt: daysAgo(now, between(random, 1, 60), '13:30'),
    };
    add(rows.meToos, { themeId: rootId, ...row });
    tell(scene, 'me-too.said', 'theme', rootId, row.personId, row.saidAt);
  }
}
