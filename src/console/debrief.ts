import { z } from 'zod';
import { maybeText } from '../web/form.ts';
import { callSeconds } from './calls.ts';
import { EARLY_MINUTES, LATE_HOURS, type SeatedShift } from './opening.ts';

/** Three short questions; one answer is enough. */
export const debriefForm = z
  .object({ met: maybeText(2_000), wouldFix: maybeText(2_000), tellTeam: maybeText(2_000) })
  .refine(({ met, wouldFix, tellTeam }) => met || wouldFix || tellTeam, {
    path: ['met'],
    message: 'Answer at least one of the three: a sentence is enough',
  });

export type Debrief = z.output<typeof debriefForm>;

/** A debrief is written from the start of the shift until a day after its end; later it can be read. */
export function mayWrite(shift: Pick<SeatedShift, 'startsAt' | 'endsAt'>, now: Date): boolean {
  const opens = Date.parse(shift.startsAt) - EARLY_MINUTES * 60_000;
  return now.getTime() >= opens && now.getTime() <= Date.parse(shift.endsAt) + LATE_HOURS * 3_600_000;
}

interface Met {
  kind: 'friction' | 'delight';
  secondsLost: number | null;
}

interface Logged {
  startedAt: string;
  endedAt: string | null;
  withdrawnAt: string | null;
}

/** What a shift came to, in numbers: withdrawn calls count nowhere, seconds only where somebody noted them. No averages. */
export function tally(calls: readonly Logged[], reports: readonly Met[]) {
  const counted = calls.filter(({ withdrawnAt }) => withdrawnAt === null);
  const frictions = reports.filter(({ kind }) => kind === 'friction');
  const timed = frictions.filter(({ secondsLost }) => secondsLost !== null);
  return {
    calls: counted.length,
    running: counted.filter(({ endedAt }) => endedAt === null).length,
    callSeconds: counted.reduce((sum, call) => sum + (callSeconds(call) ?? 0), 0),
    frictions: frictions.length,
    delights: reports.length - frictions.length,
    timed: timed.length,
    secondsLost: timed.reduce((sum, { secondsLost }) => sum + (secondsLost ?? 0), 0),
  };
}
