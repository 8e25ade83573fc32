import type { QueueKey, Who } from '../../db/seeds/content.ts';
import { PEOPLE, QUEUES } from '../../db/seeds/organisation.ts';
import { dayFromToday, daysAgo } from './calendar.ts';
import { add, personId, type Scene, tell } from './scene.ts';

const FOUNDED_DAYS_AGO = 104;

/** The people, their roles, the three queues and the settings, as they were set up before the first shift. */
export function setUp(scene: Scene) {
  const { rows, now } = scene;
  const at = daysAgo(now, FOUNDED_DAYS_AGO, '09:00');
  for (const [who, { address, roles, ...person }] of Object.entries(PEOPLE)) {
    const id = add(rows.people, { ...person, email: address, addedAt: at, addedBy: who === 'ada' ? null : personId('ada') });
    rows.roles.push(...roles.map((role) => ({ personId: id, role })));
  }
  for (const who of Object.keys(PEOPLE) as Who[]) tell(scene, 'person.added', 'person', personId(who), personId('ada'), at);
  for (const queue of Object.keys(QUEUES) as QueueKey[]) setUpQueue(scene, queue);
  const settings = { organisation: 'Hearth & Hall', currency: 'EUR', countries: ['GB', 'IE', 'US', 'DE'] };
  for (const [name, value] of Object.entries(settings))
    rows.settings.push({ name, value: JSON.stringify(value), changedAt: at, changedBy: personId('ada') });
}

function setUpQueue(scene: Scene, key: QueueKey) {
  const { rows, now } = scene;
  const { hours, rungs, ...queue } = QUEUES[key];
  const addedAt = daysAgo(now, FOUNDED_DAYS_AGO - 2, '11:15');
  const id = add(rows.queues, { ...queue, intervalSeconds: 1_800, addedAt, addedBy: personId('priya') });
  rows.openingHours.push(...hours.map((opening) => ({ queueId: id, ...opening })));
  rows.rungs.push(...rungs.filter((rung) => rung.briefing).map((rung) => ({ queueId: id, ...rung })));
  rows.closedDays.push({ queueId: id, day: dayFromToday(now, 37), reason: 'Stocktaking' });
  tell(scene, 'queue.added', 'queue', id, personId('priya'), addedAt);
}
