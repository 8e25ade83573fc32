import { type CallOutcome, toFigures } from './call-rows.ts';
import { damageOf } from './cells.ts';
import type { Ledger } from './ledger.ts';
import type { Line } from './lines.ts';
import { abortAll, complete, connect, createVisits, enter, leave, type Places, type QueueEvent, type Visits } from './visits.ts';

/** Takes queue_log lines one at a time; says why a line cannot be taken. */
export interface QueueLogTaker {
  take(line: Line): string | undefined;
  /** Settles the calls still open at the end of the log. */
  finish(): void;
  /** How often each event came that nobody documents. */
  unknownEvents: Map<string, number>;
  visits: Visits;
}

const LINE = /^(\d{9,10}(?:\.\d+)?)\|([^|]{0,200})\|([^|]{0,200})\|([^|]*)\|([A-Za-z_]{1,40})(?:\|(.*))?$/;
const MOST_UNKNOWN = 100;
const LINE_EXPECTED =
  'This is no queue_log line: it reads time|call|queue|agent|event, the time in seconds since 1970. Check that it is whole.';

/** Where hold and talk seconds stand. Ring times stand elsewhere, in milliseconds, and are not read. */
const ANSWERED: Record<string, Places> = {
  COMPLETEAGENT: { hold: 0, talk: 1 },
  COMPLETECALLER: { hold: 0, talk: 1 },
  TRANSFER: { hold: 2, talk: 3 },
  BLINDTRANSFER: { hold: 2, talk: 3 },
  ATTENDEDTRANSFER: { hold: 2, talk: 3 },
};
const ATTENDED_LINK: Places = { hold: 3, talk: 4 };

const GONE: Record<string, CallOutcome> = {
  ABANDON: 'abandoned',
  EXITWITHTIMEOUT: 'left',
  EXITWITHKEY: 'left',
  EXITEMPTY: 'left',
  LEAVEEMPTY: 'left',
  AGENTDUMP: 'left',
  SYSCOMPAT: 'left',
  JOINEMPTY: 'blocked',
  FULL: 'saturated',
  DIVERT_CA_RATIO: 'saturated',
  DIVERT_HOLDTIME: 'saturated',
  CLOSED: 'closed',
};

const WITHOUT_CALLS = new Set([
  ...['ADDMEMBER', 'REMOVEMEMBER', 'QUEUEMEMBER', 'PAUSE', 'UNPAUSE', 'PAUSEALL', 'UNPAUSEALL', 'PAUSEREASON', 'PENALTY'],
  ...['RINGNOANSWER', 'RINGCANCELED', 'HOLD', 'UNHOLD', 'DID', 'INFO', 'CONFIGRELOAD'],
  ...['AGENTLOGIN', 'AGENTLOGOFF', 'AGENTCALLBACKLOGIN', 'AGENTCALLBACKLOGOFF'],
]);

/** Whether a line looks like Asterisk's queue_log: time|call|queue|agent|event|… */
export function isQueueLogLine({ text }: Line): boolean {
  return LINE.test(text);
}

/**
 * Asterisk's queue_log: a line per event, a call being its visits to queues. A visit counts in the interval it entered or, where the
 * log begins later, in the one its hold time points to; each visit once, however its events are ordered or repeated.
 */
export function createQueueLogTaker(ledger: Ledger, targetSeconds: number): QueueLogTaker {
  const unknownEvents = new Map<string, number>();
  const visits = createVisits((queue, entered, call) => ledger.add(queue, entered, toFigures(call, targetSeconds)));

  function take(line: Line) {
    const damage = damageOf(line);
    if (damage || line.text.trim() === '' || line.text.startsWith('#')) return damage;
    const event = readEvent(line.text);
    if (!event) return LINE_EXPECTED;
    if (!follow(visits, event)) noteUnknown(unknownEvents, event.name);
    return undefined;
  }

  return { take, finish: () => abortAll(visits), unknownEvents, visits };
}

function noteUnknown(unknownEvents: Map<string, number>, name: string) {
  const noted = unknownEvents.has(name) || unknownEvents.size < MOST_UNKNOWN ? name : 'others';
  unknownEvents.set(noted, (unknownEvents.get(noted) ?? 0) + 1);
}

/** False for an event that is not known. */
function follow(visits: Visits, event: QueueEvent) {
  const answered = event.name === 'ATTENDEDTRANSFER' && event.data[0] === 'LINK' ? ATTENDED_LINK : ANSWERED[event.name];
  const gone = GONE[event.name];
  if (event.name === 'ENTERQUEUE') enter(visits, event);
  else if (event.name === 'CONNECT') connect(visits, event);
  else if (answered) complete(visits, event, answered);
  else if (gone) leave(visits, event, gone, event.name === 'EXITWITHKEY' ? 3 : 2);
  else if (event.name === 'QUEUESTART') abortAll(visits);
  else return WITHOUT_CALLS.has(event.name);
  return true;
}

function readEvent(text: string): QueueEvent | undefined {
  const match = LINE.exec(text);
  if (!match) return undefined;
  const [, time, call, queue, , name, data = ''] = match;
  return { time: Number(time), visit: `${queue}|${call}`, queue: queue!, name: name!.toUpperCase(), data: data.split('|') };
}
