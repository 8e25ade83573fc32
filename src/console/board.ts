import type { ReportKind, Stage } from '../friction/report.ts';
import type { Outcome } from '../shifts/call.ts';
import { callSeconds } from './calls.ts';
import { questionsFor } from './questions.ts';

export interface BoardCall {
  id: number;
  clientKey: string;
  startedAt: string;
  endedAt: string | null;
  reason: string | null;
  outcome: Outcome | null;
  withdrawnAt: string | null;
}

export interface BoardReport {
  id: number;
  clientKey: string | null;
  kind: ReportKind;
  summary: string;
  customerWords: string | null;
  stage: Stage | null;
  tool: string | null;
  secondsLost: number | null;
  callId: number | null;
  themeId: number | null;
  themeName: string | null;
  /** It stands in the theme that its writer chose. */
  joined: boolean;
}

export type Board = ReturnType<typeof boardOf>;

/** One leader's shift so far, newest call first: what runs, what ended last, which reports belong to which call. */
export function boardOf(calls: readonly BoardCall[], reports: readonly BoardReport[]) {
  const rows = calls.map((call) => ({ ...call, reports: reports.filter(({ callId }) => callId === call.id) }));
  const shown = new Set(calls.map(({ id }) => id));
  const counted = rows.filter(({ withdrawnAt }) => withdrawnAt === null);
  return {
    calls: rows,
    loose: reports.filter(({ callId }) => callId === null || !shown.has(callId)),
    running: counted.find(({ endedAt }) => endedAt === null),
    last: counted.find(({ endedAt }) => endedAt !== null),
    questions: questionsFor(soFar(counted, reports)),
  };
}

function soFar(calls: readonly BoardCall[], reports: readonly BoardReport[]) {
  return {
    calls: calls.length,
    frictions: reports.filter(({ kind }) => kind === 'friction').length,
    delights: reports.filter(({ kind }) => kind === 'delight').length,
    stages: reports.map(({ stage }) => stage),
    tools: reports.map(({ tool }) => tool).filter(Boolean),
    longestSeconds: Math.max(0, ...calls.map((call) => callSeconds(call) ?? 0)),
    transferred: calls.some(({ outcome }) => outcome === 'transferred'),
  };
}

/** The same for the script of the page, with keys instead of numbers: a call that still waits in the phone has only a key. */
export function stateOf({ calls, loose }: Pick<Board, 'calls' | 'loose'>, paused: { reason: string } | undefined, now: Date) {
  return {
    asOf: now.toISOString(),
    paused: paused?.reason ?? null,
    calls: calls.map(callState),
    reports: [
      ...calls.flatMap((call) => call.reports.map((report) => reportState(report, call.clientKey))),
      ...loose.map((report) => reportState(report, null)),
    ],
  };
}

export const callState = (call: BoardCall) => ({
  key: call.clientKey,
  id: call.id,
  startedAt: call.startedAt,
  endedAt: call.endedAt,
  reason: call.reason,
  outcome: call.outcome,
  withdrawn: call.withdrawnAt !== null,
});

const reportState = ({ id, clientKey, kind, summary, secondsLost, themeName, joined }: BoardReport, callKey: string | null) => ({
  key: clientKey ?? String(id),
  id,
  kind,
  summary,
  secondsLost,
  callKey,
  theme: themeName,
  joined,
});
