import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openFloor } from '../support/floor.ts';
import { seat } from '../support/seated.ts';

const CARD = '4111 1111 1111 1111';

test('no text of the console or the debrief is stored with a card number or an address in it', async () => {
  const floor = await openFloor();
  const { id } = await seat(floor, floor.asha);
  const asha = await floor.as(floor.asha);
  const clientKey = randomUUID();
  await asha.post(`/shifts/${id}/calls`).accept('json').send({ clientKey });
  await asha
    .post(`/calls/${clientKey}/description`)
    .type('form')
    .send({ reasonTyped: `Card ${CARD}` })
    .expect(303);
  const words = { summary: `She said ${CARD}`, customerWords: 'Write to ann@example.org', toolTyped: `Till ${CARD}` };
  await asha
    .post(`/shifts/${id}/reports`)
    .type('form')
    .send({ kind: 'friction', clientKey: randomUUID(), ...words })
    .expect(303);
  await asha
    .post(`/shifts/${id}/debrief`)
    .type('form')
    .send({ met: CARD, wouldFix: CARD, tellTeam: 'ann@example.org' })
    .expect(303);

  const tables = ['calls', 'reports', 'debriefs', 'events'] as const;
  const stored = JSON.stringify(await Promise.all(tables.map((table) => floor.db.selectFrom(table).selectAll().execute())));
  expect(stored).toContain('She said');
  expect(stored).not.toMatch(/4111|ann@/);
});
