import type { Person } from '../../src/people/person.ts';
import { openFloor } from './floor.ts';
import { addQueue, planShift } from './planned.ts';

/** A floor where Priya planned one shadow shift that Carmen hosts, and hands to post and get with. */
export async function openFloorWithShift(given: object = {}) {
  const floor = await openFloor();
  const queueId = await addQueue(floor.db);
  const shiftId = await planShift(floor.db, { queueId, mode: 'shadow', buddyIds: [floor.carmen.id], ...given }, floor.priya);
  const post = async (person: Person, path: string, body: object = {}) =>
    (await floor.as(person)).post(path).type('form').send(body);
  const get = async (person: Person, path: string) => (await floor.as(person)).get(path);
  const signUpId = async () => (await floor.db.selectFrom('signUps').select('id').executeTakeFirstOrThrow()).id;
  return { ...floor, queueId, shiftId, post, get, signUpId };
}
