import type { Row } from './cells.ts';
import type { Columns, Table } from './columns.ts';
import { normaliseHeading } from './headings.ts';
import { nameOf, type RowTaker, readCell } from './interval-rows.ts';
import type { Figures, Ledger } from './ledger.ts';
import type { RowTimes } from './row-times.ts';

/** How a call ended. `left`: taken elsewhere, by voicemail, by overflow, by a callback. */
export type CallOutcome = 'answered' | 'abandoned' | 'left' | 'blocked' | 'saturated' | 'closed';

export interface EndedCall {
  outcome: CallOutcome;
  waitSeconds: number;
  handleSeconds: number;
}

interface CallFile {
  table: Table;
  ledger: Ledger;
  times: RowTimes;
  queue: string;
  targetSeconds: number;
}

const OUTCOMES: [CallOutcome, RegExp][] = [
  [
    'answered',
    /^(answer(ed)?|handled|agent|connect(ed)?|complete(d|agent|caller)?|served|success(ful)?|normal|ok|yes|y|true|1|bridged|angenommen|repondu|traite|atendid[ao])$/,
  ],
  [
    'abandoned',
    /^(abandon(ed|s)?( in queue)?|aban|hang ?up|hung up|hang|caller hung up|lost|missed|no ?answer|not answered|unanswered|cancel(l?ed)?|no|n|false|0|disconnected|aufgelegt|verloren|abandonne|abandonad[ao])$/,
  ],
  ['left', /^(transfer(red)?|voice ?mail|time ?out|timed out|overflow(ed)?|call ?back|redirected|forwarded|exit.*)$/],
  ['blocked', /^(blocked|busy|rejected|failed|congestion|join ?empty|no agents?)$/],
  ['saturated', /^(full|queue full|saturated)$/],
  ['closed', /^(closed|after hours|out of hours|holiday)$/],
];

const HALF_AN_HOUR = 1800;
const TWO_HOURS = 7200;
const MOST_WORDS = 1000;

/** Call-by-call rows: each is one call of the interval it arrived in. */
export function createCallTaker({ table, ledger, times, queue, targetSeconds }: CallFile): RowTaker {
  const { columns } = table;
  const arrivals = createArrivals();
  const understand = createDictionary();

  function take(row: Row) {
    const name = nameOf(row, columns, queue);
    const time = times.read(row, name);
    if ('problem' in time) return time.problem;
    const call = readCall(row, columns, understand);
    if ('problem' in call) return call.problem;
    ledger.add(name, arrivals(time.instants), toFigures(call, targetSeconds));
    return undefined;
  }

  return { take, finish: times.finish };
}

/** Of two instants one local time names, the earlier, until the rows have jumped back; then the later for as long as the hour lasts. */
function createArrivals() {
  let last = -Infinity;
  let jumpedAt = -Infinity;
  return ([earlier, later]: number[]) => {
    const jumped = later !== undefined && (earlier! < last - HALF_AN_HOUR || Math.abs(later - jumpedAt) < TWO_HOURS);
    if (jumped) jumpedAt = later;
    const arrival = jumped ? later : earlier!;
    last = Math.max(last, arrival);
    return arrival;
  };
}

/** One ended call as an interval's figures. */
export function toFigures({ outcome, waitSeconds, handleSeconds }: EndedCall, targetSeconds: number): Figures {
  const answered = outcome === 'answered';
  const abandoned = outcome === 'abandoned';
  return {
    offered: outcome === 'closed' ? 0 : 1,
    answered: answered ? 1 : 0,
    abandoned: abandoned ? 1 : 0,
    answeredInTime: answered && waitSeconds <= targetSeconds ? 1 : 0,
    answeredWaitSeconds: answered ? waitSeconds : 0,
    abandonedWaitSeconds: abandoned ? waitSeconds : 0,
    handleSeconds: answered ? handleSeconds : 0,
    blocked: outcome === 'blocked' ? 1 : 0,
    saturated: outcome === 'saturated' ? 1 : 0,
    closed: outcome === 'closed' ? 1 : 0,
  };
}

function readCall(row: Row, columns: Columns, understand: Understand): EndedCall | { problem: string } {
  const figures = (['wait', 'talk', 'wrap'] as const).map((role) => readCell(row, columns, role) ?? { value: 0 });
  const wrong = figures.find((figure) => 'problem' in figure);
  if (wrong && 'problem' in wrong) return { problem: `${wrong.problem}. Correct it and import again.` };
  const [waitSeconds, talk, wrap] = figures.map((figure) => ('value' in figure ? figure.value : 0));
  const written = columns.outcome ? (row.cells[columns.outcome.at] ?? '') : '';
  const outcome = written === '' ? byTraces(row, columns, talk!) : understand(written);
  if (outcome) return { outcome, waitSeconds: waitSeconds!, handleSeconds: talk! + wrap! };
  return { problem: `“${written}” says neither answered nor abandoned. Write one of the two, or talk seconds instead.` };
}

/** Whoever talked, or had an agent, was answered. */
function byTraces({ cells }: Row, { agent }: Columns, talkSeconds: number): CallOutcome {
  return talkSeconds > 0 || (agent && cells[agent.at]) ? 'answered' : 'abandoned';
}

type Understand = (written: string) => CallOutcome | undefined;

/** Looks words up once; a file has few different ones. */
function createDictionary(): Understand {
  const known = new Map<string, CallOutcome | undefined>();
  return (written) => {
    if (known.has(written)) return known.get(written);
    const plain = normaliseHeading(written);
    const outcome = OUTCOMES.find(([, words]) => words.test(plain))?.[0];
    if (known.size < MOST_WORDS) known.set(written, outcome);
    return outcome;
  };
}
