import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingFor } from '../../src/backlog/fix.ts';
import { incidenceOf } from '../../src/backlog/incidence.ts';
import { randomFrom } from '../../src/demo/chance.ts';
import { demoQuarter } from '../../src/demo/quarter.ts';
import { redact } from '../../src/friction/redact.ts';
import { withStates } from '../../src/signals/said.ts';
import { NINE_AM } from '../support/floor.ts';

const rows = demoQuarter(NINE_AM, randomFrom(7));
const texts = rows.reports.flatMap(({ summary, customerWords }) => [summary, customerWords ?? '']).filter(Boolean);

test('the same moment and the same chance tell the same quarter', () => {
  expect(demoQuarter(NINE_AM, randomFrom(7))).toEqual(rows);
});

test('it is big enough to be believed', () => {
  const of = (source: string) => rows.reports.filter((report) => report.source === source).length;
  expect(rows.calls.length).toBeGreaterThan(350);
  expect(of('leader')).toBeGreaterThan(130);
  expect(of('csr')).toBeGreaterThan(85);
  expect(rows.meToos.length).toBeGreaterThan(45);
  expect(new Set(texts).size).toBe(texts.length);
});

test('fixes stand in every state, each with what its state asks for', () => {
  const states = new Set(rows.fixes.map((fix) => fix.state));
  expect([...states].toSorted()).toEqual(['declined', 'planned', 'proposed', 'regressed', 'shipped', 'testing', 'verified']);
  for (const step of rows.fixSteps.filter(({ fromState }) => fromState)) {
    const fix = rows.fixes[step.fixId - 1]!;
    const contributions = rows.contributions.filter((part) => part.fixId === fix.id);
    const asked = {
      ...fix,
      ownerId: fix.ownerId ?? null,
      contributions: contributions.map((part) => ({ ...part, doneAt: part.doneAt ?? null })),
      measured: fix.shippedAt ? heardAround(step.fixId, fix.shippedAt, step.at) : undefined,
    };
    expect(missingFor({ ...asked, state: step.fromState! }, step.toState, step.words)).toEqual([]);
  }
});

/** What was heard of a fix's themes before it shipped, and since then until a step. */
function heardAround(fixId: number, shippedAt: string, until: string) {
  const themeIds = rows.fixThemes.filter((row) => row.fixId === fixId).map(({ themeId }) => themeId);
  const met = new Set(rows.reports.filter(({ themeId }) => themeIds.includes(themeId!)).map(({ callId }) => callId));
  const measure = (from: string, to: string) => {
    const calls = rows.calls.map((call, index) => ({ ...call, id: index + 1 }));
    const heard = calls.filter(({ startedAt, shiftId }) => {
      const { mode } = rows.shifts[shiftId - 1]!;
      return startedAt >= from && startedAt < to && (mode === 'shadow' || mode === 'live');
    });
    return { incidence: incidenceOf(heard.filter(({ id }) => met.has(id)).length, heard.length), seconds: undefined };
  };
  return { before: measure('', shippedAt), after: measure(shippedAt, until) };
}

test('every leader has a seat beside a buddy in a shift that runs now and for hours', () => {
  const soon = new Date(NINE_AM.getTime() + 6 * 3_600_000).toISOString();
  const running = rows.shifts.filter(
    ({ mode, startsAt, endsAt }) => mode === 'shadow' && startsAt < NINE_AM.toISOString() && endsAt > soon,
  );
  const seated = rows.signUps.filter(({ shiftId, state }) => running.some(({ id }) => id === shiftId) && state === 'confirmed');
  const leaders = rows.roles.filter(({ role }) => role === 'leader').map(({ personId }) => personId);
  expect(seated.map(({ personId }) => personId).toSorted()).toEqual(leaders.toSorted());
});

test('nobody sits live who has not sat beside a buddy in that queue before', () => {
  const sat = rows.signUps
    .filter(({ state }) => state === 'attended')
    .map((signUp) => ({ ...signUp, ...rows.shifts[signUp.shiftId - 1]! }));
  const seated = rows.signUps.map((signUp) => ({ ...signUp, shift: rows.shifts[signUp.shiftId - 1]! }));
  for (const { personId, shift } of seated.filter(({ shift }) => shift.mode === 'live')) {
    const before = sat.some(
      (one) => one.personId === personId && one.queueId === shift.queueId && one.mode === 'shadow' && one.endsAt < shift.startsAt,
    );
    expect(before).toBe(true);
    expect(
      rows.briefingsRead.some((read) => read.personId === personId && read.queueId === shift.queueId && read.mode === 'live'),
    ).toBe(true);
  }
});

test('no shift has more seats taken than it has, and nobody is in two places', () => {
  const busy = [...rows.shiftBuddies, ...rows.signUps.filter(({ state }) => state !== 'cancelled')];
  for (const shift of rows.shifts) {
    const taken = rows.signUps.filter(
      ({ shiftId, state }) => shiftId === shift.id && !['cancelled', 'waitlisted'].includes(state),
    );
    expect(taken.length).toBeLessThanOrEqual(shift.seats);
    const here = busy.filter(({ shiftId }) => shiftId === shift.id).map(({ personId }) => personId);
    const meanwhile = rows.shifts.filter(
      (other) => other.id !== shift.id && other.startsAt < shift.endsAt && shift.startsAt < other.endsAt,
    );
    const elsewhere = busy.filter(({ shiftId }) => meanwhile.some(({ id }) => id === shiftId)).map(({ personId }) => personId);
    expect(here.filter((person) => elsewhere.includes(person))).toEqual([]);
  }
});

test('a report of a leader was made in their own call, in that shift and queue', () => {
  for (const report of rows.reports.filter(({ source }) => source === 'leader')) {
    const call = rows.calls[report.callId! - 1]!;
    expect([call.shiftId, call.personId]).toEqual([report.shiftId, report.reporterId]);
    expect(rows.shifts[call.shiftId - 1]!.queueId).toBe(report.queueId);
    expect(report.happenedAt >= call.startedAt && report.happenedAt <= call.endedAt!).toBe(true);
  }
});

test('an anonymous flag leads to nobody: no reporter, no event of its own, and only the day', () => {
  const anonymous = rows.reports.filter(({ source, reporterId }) => source === 'csr' && !reporterId);
  expect(anonymous.length).toBeGreaterThan(5);
  for (const { id, clientKey, happenedAt, reportedAt } of anonymous) {
    expect([clientKey, happenedAt.slice(10), reportedAt.slice(10)]).toEqual([null, 'T00:00:00.000Z', 'T00:00:00.000Z']);
    expect(rows.events.some((event) => event.action === 'report.added' && event.subjectId === id)).toBe(false);
  }
});

test('a filed report has a filing that says so, and an unsorted one has none', () => {
  for (const { id, themeId } of rows.reports)
    expect(rows.filings.findLast((filing) => filing.reportId === id)?.toId ?? null).toBe(themeId ?? null);
});

test('nothing in it would be blotted out', () => {
  expect(texts.filter((text) => redact(text) !== text)).toEqual([]);
});

test('on any day of any year it is told, and nothing that has happened lies ahead', () => {
  const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (now) => {
      const told = demoQuarter(now, randomFrom(7));
      const happened = [
        ...told.events.map(({ at }) => at),
        ...told.reports.map(({ reportedAt }) => reportedAt),
        ...told.calls.map(({ endedAt }) => endedAt!),
        ...told.fixSteps.map(({ at }) => at),
        ...told.imports.map(({ importedAt }) => importedAt),
        ...told.signals.map(({ untilDay }) => `${untilDay}T00:00:00.000Z`),
      ];
      expect(happened.filter((at) => at > now.toISOString())).toEqual([]);
      expect(told.shifts.filter(({ startsAt }) => startsAt > now.toISOString()).length).toBeGreaterThan(7);
    }),
    { numRuns: 12 },
  );
});

test('one tool has topics that are mapped, set aside and left to decide, and a month that its weeks cover', () => {
  const mapped = new Map(rows.signalMappings.map(({ topicId, themeId }) => [topicId, themeId]));
  const states = rows.signalTopics.map(({ id }) => (mapped.has(id!) ? (mapped.get(id!) ? 'mapped' : 'no friction') : 'unmapped'));
  expect(new Set(states)).toEqual(new Set(['mapped', 'no friction', 'unmapped']));
  expect(rows.signalSources).toHaveLength(1);
  const said = rows.signals.filter(({ topicId }) => topicId === 1);
  const told = withStates(said.map(({ id, fromDay, untilDay }) => ({ id: id!, from: fromDay, until: untilDay, undoneAt: null })));
  expect(told.filter(({ state }) => state === 'counted')).toHaveLength(14);
  expect(told.filter(({ state }) => state === 'overlapped')).toHaveLength(1);
  expect(rows.imports.filter(({ kind }) => kind === 'signals').map(({ taken }) => taken)).toEqual([78, 6, 6]);
});
