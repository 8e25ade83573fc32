import { DEBRIEFS } from '../../db/seeds/loose.ts';
import { QUEUES, REASONS } from '../../db/seeds/organisation.ts';
import type { Outcome } from '../shifts/call.ts';
import { OBSERVED_MODES } from '../shifts/shift.ts';
import { plusSeconds } from './calendar.ts';
import { between, pick, uuid } from './chance.ts';
import { add, personId, type Scene } from './scene.ts';
import type { Sitting } from './sittings.ts';

/** A call as the reports need it: what it leaves room for. */
export interface LoggedCall {
  row: Scene['rows']['calls'][number];
  sitting: Sitting;
  seconds: number;
  reports: number;
}

const USUAL_CALLS = 7;
const OUTCOMES: readonly Outcome[] = [
  ...Array<Outcome>(11).fill('resolved'),
  'follow-up',
  'follow-up',
  'follow-up',
  'transferred',
  'unresolved',
];

/** The calls of every sitting, and what was written down after it. Returns those on which something may be observed. */
export function takeCalls(scene: Scene, sittings: readonly Sitting[]): LoggedCall[] {
  const logged = sittings.flatMap((sitting) => (sitting.mode === 'listen' ? [] : callsOf(scene, sitting)));
  for (const [index, words] of DEBRIEFS.entries()) {
    const sitting = sittings[Math.floor(((index + 0.5) * sittings.length) / DEBRIEFS.length)];
    if (sitting) debrief(scene, sitting, words);
  }
  return logged.filter(({ sitting }) => OBSERVED_MODES.includes(sitting.mode));
}

function callsOf(scene: Scene, sitting: Sitting): LoggedCall[] {
  const { random } = scene;
  const usual = QUEUES[sitting.queue].handleSeconds;
  const calls: LoggedCall[] = [];
  let startsAt = plusSeconds(sitting.startsAt, between(random, 120, 500));
  for (let n = 0; n < USUAL_CALLS + between(random, -1, 1); n++) {
    const seconds = Math.round(usual * (0.45 + 1.3 * random() ** 1.5));
    const endedAt = plusSeconds(startsAt, seconds);
    if (endedAt > sitting.endsAt) break;
    calls.push({ row: callRow(scene, sitting, startsAt, endedAt), sitting, seconds, reports: 0 });
    startsAt = plusSeconds(endedAt, between(random, 40, 520));
  }
  return calls;
}

function callRow({ random, rows }: Scene, sitting: Sitting, startedAt: string, endedAt: string) {
  add(rows.calls, {
    shiftId: sitting.shiftId,
    personId: personId(sitting.who),
    clientKey: uuid(random),
    startedAt,
    endedAt,
    reason: pick(random, REASONS[sitting.queue]),
    outcome: pick(random, OUTCOMES),
  });
  return rows.calls.at(-1)!;
}

function debrief({ rows }: Scene, { shiftId, who, endsAt }: Sitting, [met, wouldFix, tellTeam]: (typeof DEBRIEFS)[number]) {
  rows.debriefs.push({ shiftId, personId: personId(who), met, wouldFix, tellTeam, writtenAt: plusSeconds(endsAt, 1_200) });
}
