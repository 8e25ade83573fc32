import { setImmediate as breathe } from 'node:timers/promises';
import type { Db } from '../../database/open.ts';
import { type EngineStore, wordsOf } from '../engine-store.ts';
import { rank } from '../grouping/engine.ts';
import { asksForCheck } from '../grouping/gate.ts';
import { suggest } from '../grouping/suggestions.ts';
import { reasonsOf } from '../similar-store.ts';
import { gateStore } from './gate-store.ts';
import { neededBelief } from './state.ts';
import { gateStateStore } from './state-store.ts';

const PORTION = 25;
const LOOKED_AT_A_RUN = 300;
/** After so many decisions by people the engine knows enough more for a second look at what still waits. */
const DECISIONS_BETWEEN_LOOKS = 10;

/**
 * How far this process has looked through what waits: after which report, whether that was the last, what the engine had heard, and on which
 * day (UTC): with a new one everything is looked at again, also what could not be looked at yesterday.
 */
interface Sweep {
  after: number;
  ended: boolean;
  heard: number;
  day: string;
}

export type Waiting = Awaited<ReturnType<ReturnType<typeof gateStore>['listWaiting']>>[number];

/**
 * Files what the gate is sure of. Reports are looked at one after the other, oldest first, each once until people have decided enough for
 * another look; other work is done in between.
 */
export function gateWork(db: Db, engine: EngineStore) {
  const [gates, states] = [gateStore(db), gateStateStore(db)];
  const sweep: Sweep = { after: 0, ended: false, heard: 0, day: '' };

  return {
    /** One run; returns how many reports it filed, and how many it held back for people. */
    async fileAlone(now: Date) {
      const done = { filed: 0, held: 0 };
      const [passed, before] = [await gates.findPassedOver(), await gates.findUnsettled(now)];
      for (let looked = 0; looked < LOOKED_AT_A_RUN; looked += PORTION) {
        const needed = await readNeeded(now);
        if (needed > 1) break;
        const reports = await gates.listWaiting({ after: sweep.after, before }, passed, now, PORTION);
        for (const report of reports) {
          sweep.after = report.id;
          const outcome = await decide(report, needed, now);
          if (outcome) done[outcome]++;
          await breathe();
        }
        sweep.ended = reports.length < PORTION;
        if (sweep.ended) break;
      }
      return done;
    },
  };

  /** How sure the gate must be now. Begins from the oldest again where the engine knows enough more, or a day has passed. */
  async function readNeeded(now: Date): Promise<number> {
    const [{ gate }, day] = [(await engine.whole()).matching, now.toISOString().slice(0, 10)];
    const knowsMore = sweep.ended && gate.heard - sweep.heard >= DECISIONS_BETWEEN_LOOKS;
    if (knowsMore || day !== sweep.day) Object.assign(sweep, { after: 0, ended: false, heard: gate.heard, day });
    return neededBelief((await states.read(gate)).state);
  }

  async function decide(report: Waiting, needed: number, now: Date): Promise<'filed' | 'held' | undefined> {
    const { matching } = await engine.whole();
    const asked = { id: report.id, ...wordsOf(report) };
    const { passes, verdict } = rank(matching, asked);
    if (!passes || verdict.sureness < needed) return undefined;
    const advice = suggest(matching, asked);
    const { themeId } = advice.suggestions[0]!;
    if (!(await gates.holdsKind(themeId, report.kind))) return undefined;
    if (asksForCheck(matching.gate)) return (await gates.hold(report.id, themeId, now)) ? 'held' : undefined;
    return (await gates.file(report.id, themeId, reasonsOf(advice, 0), now)) ? 'filed' : undefined;
  }
}
