import type { QueueKey, Who } from '../../db/seeds/content.ts';
import { LEADERS } from '../../db/seeds/organisation.ts';
import { takeCalls } from './calls.ts';
import type { Random } from './chance.ts';
import { callIn } from './demand.ts';
import { writeBacklog } from './fixes.ts';
import { bringIn } from './imports.ts';
import { writeLetters } from './letters.ts';
import type { DemoRows } from './load-store.ts';
import { sayMeToo } from './me-toos.ts';
import { setUp } from './organisation.ts';
import { type Planned, pastShifts, plan, shiftsAhead, soonestFirst } from './planning.ts';
import { observe } from './reports.ts';
import { numberEvents, openScene, type Scene } from './scene.ts';
import { listenIn } from './signals.ts';
import { rungsOf, type Sitting, signUp, sitThrough } from './sittings.ts';
import { sort } from './themes.ts';
import { nameThings } from './thesaurus.ts';

/** A whole organisation with the quarter before `now` and the three weeks after it. The same moment and chance, the same rows. */
export function demoQuarter(now: Date, random: Random): DemoRows {
  const scene = openScene(now, random);
  setUp(scene);
  const sat = sitThrough(scene, pastShifts(now).toSorted(soonestFirst));
  signUpAhead(scene, sat);
  const calls = takeCalls(scene, sat);
  sort(scene, [...observe(scene, calls), ...bringIn(scene)]);
  sayMeToo(scene);
  nameThings(scene);
  writeLetters(scene, writeBacklog(scene));
  callIn(scene);
  listenIn(scene);
  numberEvents(scene);
  return scene.rows;
}

/** Who comes to the shifts ahead, by turns; a fourth of them nobody has taken yet. */
const COMING: Record<QueueKey, readonly (readonly Who[])[]> = {
  orders: [['ngozi', 'eleni', 'marcus', 'yui'], ['yui'], [], ['priya', 'ngozi']],
  delivery: [['tomas'], [], ['ngozi', 'tomas', 'eleni'], ['yui']],
  billing: [['eleni', 'marcus', 'priya'], ['marcus'], [], ['tomas']],
};

/** Every leader has a seat in the shift that runs; two stay for the practice after it. */
const TODAY: readonly (readonly Who[])[] = [LEADERS, ['tomas', 'yui']];

function signUpAhead(scene: Scene, sat: readonly Sitting[]) {
  const shifts = shiftsAhead(scene.now).map((shift, index) => (index === 5 ? { ...shift, buddies: [] } : shift));
  const ids = plan(scene, shifts);
  const turn: Record<QueueKey, number> = { orders: 0, delivery: 0, billing: 0 };
  for (const [index, shift] of shifts.entries()) {
    const coming = TODAY[index] ?? COMING[shift.queue][turn[shift.queue]++ % 4] ?? [];
    seat(
      scene,
      shift,
      ids[index]!,
      coming.filter((who) => rungsOf(sat, who, shift.queue).includes(shift.mode)),
    );
  }
}

const seat = (scene: Scene, shift: Planned, shiftId: number, coming: readonly Who[]) => {
  for (const [place, who] of coming.entries())
    signUp(scene, { shiftId, who, state: place < shift.seats ? 'confirmed' : 'waitlisted', place: place + 1, shift });
};
