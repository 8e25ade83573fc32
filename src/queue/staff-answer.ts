import { offeredLoad, type Service, serve } from './erlang.ts';
import type { StaffQuestion } from './staff-question.ts';
import { agentsNeeded, MOST_AGENTS, scheduledAgents } from './staffing.ts';

/** One answer as the command prints it; null is a wait without end, or a mean over nobody. */
export interface StaffAnswer {
  agents: number;
  scheduled: number;
  p_wait: number;
  /** Of all offered. */
  service_level: number;
  asa_answered_s: number | null;
  wait_all_s: number | null;
  p_abandon: number;
  occupancy: number | null;
  queue_length: number | null;
}

/** Evaluates the agents asked about, or finds the fewest that keep the promise. `problem` is a sentence when none do. */
export function answerQuestion({ load, agents, target, shrinkage }: StaffQuestion): StaffAnswer | { problem: string } {
  const staffing = agents === undefined ? agentsNeeded(load, target) : { agents, service: serve(load, agents) };
  if (staffing) return toAnswer(staffing.agents, scheduledAgents(staffing.agents, shrinkage), staffing.service);
  return {
    problem: `Even ${MOST_AGENTS.toLocaleString('en')} agents do not keep this promise. Promise less, or split the calls.`,
  };
}

function toAnswer(agents: number, scheduled: number, service: Service): StaffAnswer {
  return {
    agents,
    scheduled,
    p_wait: service.waitShare,
    service_level: service.serviceLevel,
    asa_answered_s: finite(service.answeredWaitSeconds),
    wait_all_s: finite(service.everyoneWaitSeconds),
    p_abandon: service.abandonedShare,
    occupancy: finite(service.occupancy),
    queue_length: finite(service.queueLength),
  };
}

function finite(value: number) {
  return Number.isFinite(value) ? value : null;
}

/** The answer in words, in one sentence. */
export function describeAnswer({ load }: StaffQuestion, answer: StaffAnswer): string {
  const desks = `${answer.agents} agents at their desks (${answer.scheduled} on the schedule)`;
  if (answer.wait_all_s === null) {
    const erlangs = Math.round(offeredLoad(load) * 10) / 10;
    return `${desks} cannot keep up with a load of ${erlangs}: patient callers wait without end, so waits are null. Add agents, or give a patience.`;
  }
  const level = `${percent(answer.service_level)} of callers are answered within ${load.targetSeconds} s`;
  const waits = `the answered wait ${seconds(answer.asa_answered_s)}, all callers ${seconds(answer.wait_all_s)}`;
  return `${desks}: ${level}; ${waits}; ${percent(answer.p_abandon)} hang up.`;
}

function percent(share: number) {
  return `${Math.round(share * 1000) / 10} %`;
}

function seconds(value: number | null) {
  return value === null ? 'unknown' : `${Math.round(value * 10) / 10} s`;
}
