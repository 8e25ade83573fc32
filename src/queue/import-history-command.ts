import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileProblem, type Io, readArguments, UsageProblem } from '../command.ts';
import type { Db } from '../database/open.ts';
import { type DemandQueue, demandStore } from './demand/demand-store.ts';
import { refit } from './demand/fit-work.ts';
import { historyStore, type ImportChoice } from './demand/history-store.ts';
import { KINDS, LENGTHS, rolesOf } from './demand/import-form.ts';
import { type Imported, importHistory } from './demand/import-work.ts';
import { whileHeard } from './demand/reading-work.ts';
import type { ChosenColumns } from './history/columns.ts';
import { createZoneClock } from './history/zone-clock.ts';

const OPTIONS = ['queue', 'from', 'zone', 'interval', 'kind', 'columns', 'dates'] as const;
type Options = Partial<Record<(typeof OPTIONS)[number], string>>;

const DEFAULT_MINUTES = 30;
const REFUSALS_SHOWN = 20;

/**
 * `import-history FILE [--queue NAME] [--from NAME IN THE FILE] [--zone ZONE] [--interval 30] [--kind calls] [--columns start=When,offered=Calls]
 * [--dates day-first]`: one JSON document on standard output, progress and refusals in words on standard error.
 * Answers 0 when everything was taken, 1 when something was refused or left out.
 */
export async function importHistoryCommand(args: string[], io: Pick<Io, 'out' | 'err' | 'now'>, db: Db): Promise<number> {
  const { words, options } = readArguments(args, ['the file'], OPTIONS);
  const path = resolve(words[0]!);
  await stat(path).catch((problem) => Promise.reject(fileProblem(problem, words[0]!)));
  const queue = options.queue === undefined ? undefined : await named(db, options.queue);
  const choice = choiceFrom(options, queue);
  const queueId = queue?.id ?? null;
  const imports = historyStore(db);
  const importId = await imports.add({ fileName: basename(path), file: '', queueId, choice }, null, io.now());
  await imports.start(importId, choice, io.now());
  const hear = (lines: number) => io.err(`${lines.toLocaleString('en-GB')} lines read\n`);
  const job = { importId, path, queueId, choice, by: null };
  const imported = await whileHeard(imports, importId, io.now, () => importHistory(db, job, io.now, hear));
  for (const part of imported.parts) await refit(db, part.queueId, io.now());
  await tell(db, importId, imported, io);
  return imported.refused > 0 || imported.outcome.leftOut.length > 0 || imported.outcome.problem ? 1 : 0;
}

async function named(db: Db, name: string): Promise<DemandQueue> {
  const queues = await demandStore(db).listNames();
  const known = queues.find((queue) => queue.name.toLowerCase() === name.trim().toLowerCase());
  const queue = known && (await demandStore(db).find(known.id));
  if (queue) return queue;
  const names = queues.slice(0, 10).map((other) => other.name);
  throw new UsageProblem(
    `There is no queue called ${name}. ${names.length ? `There are: ${names.join(', ')}.` : 'Set one up first.'}`,
  );
}

function choiceFrom({ from, zone, interval, kind, columns, dates }: Options, queue: DemandQueue | undefined): ImportChoice {
  const minutes = interval === undefined ? (queue?.intervalSeconds ?? DEFAULT_MINUTES * 60) / 60 : Number(interval);
  const length = LENGTHS.find((known) => known === minutes);
  if (length === undefined) throw new UsageProblem(`--interval takes ${LENGTHS.join(', ')} minutes.`);
  const chosenKind = KINDS.find((known) => known === kind);
  if (kind !== undefined && !chosenKind) throw new UsageProblem(`--kind takes ${KINDS.join(', ')}.`);
  const dateOrder = (['day-first', 'month-first'] as const).find((order) => order === dates);
  if (dates !== undefined && !dateOrder) throw new UsageProblem('--dates takes day-first or month-first.');
  if (from !== undefined && !queue) throw new UsageProblem('--from needs --queue: say which queue its calls go to.');
  return {
    zone: zoneFrom(zone ?? queue?.timeZone),
    intervalMinutes: length,
    ...(queue && from !== undefined ? { onlyFrom: from } : {}),
    ...(chosenKind ? { kind: chosenKind } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(columns === undefined ? {} : { columns: columnsFrom(columns) }),
  };
}

function zoneFrom(zone: string | undefined) {
  if (zone === undefined) throw new UsageProblem('Say which clock the file shows, like --zone Europe/Berlin, or name a --queue.');
  try {
    return createZoneClock(zone).zone;
  } catch (problem) {
    throw new UsageProblem((problem as Error).message);
  }
}

/** `start=When,offered=2`: a heading, or a place from 1. */
function columnsFrom(text: string): ChosenColumns {
  const roles: readonly string[] = [...rolesOf('intervals'), ...rolesOf('calls')];
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()) as [string, string?]);
  const wrong = pairs.find(([role, heading]) => !roles.includes(role) || !heading);
  if (wrong) throw new UsageProblem(`--columns takes pairs like start=When; a column can be ${[...new Set(roles)].join(', ')}.`);
  return Object.fromEntries(pairs.map(([role, heading]) => [role, /^\d+$/.test(heading!) ? Number(heading) : heading!]));
}

async function tell(db: Db, importId: number, { taken, refused, outcome }: Imported, io: Pick<Io, 'out' | 'err'>) {
  const imports = historyStore(db);
  const refusals = await imports.listRefusals(importId);
  const parts = await imports.listParts(importId);
  for (const { line, reason } of refusals.slice(0, REFUSALS_SHOWN)) io.err(`Line ${line}: ${reason}\n`);
  if (refused > REFUSALS_SHOWN) io.err(`… and ${refused - REFUSALS_SHOWN} more lines; the first thousand are in the answer.\n`);
  if (outcome.problem) io.err(`Nothing was taken. ${outcome.problem}\n`);
  for (const part of parts) io.err(`${part.name}: ${part.offered} calls in ${part.intervals} intervals\n`);
  if (outcome.leftOut.length > 0) io.err(`Left out, for no queue here has the name: ${outcome.leftOut.join(', ')}\n`);
  const answer = {
    import_id: importId,
    format: outcome.format,
    encoding: outcome.encoding,
    lines: outcome.lines,
    taken,
    refused,
    queues: parts.map(({ name, intervals, offered, firstAt, lastAt }) => ({
      queue: name,
      intervals,
      offered,
      first_at: firstAt,
      last_at: lastAt,
    })),
    left_out: outcome.leftOut,
    unknown_events: outcome.unknownEvents,
    unfinished_calls: outcome.unfinishedCalls,
    refused_lines: refusals,
  };
  io.out(`${JSON.stringify(answer)}\n`);
}
