import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type BenchRow, benchForecast, benchImport, benchStaffing } from './demand.ts';
import { benchGrouping } from './grouping.ts';
import { benchSorting } from './sorting.ts';
import { benchWeb } from './web.ts';

export type Say = (figure: object) => void;

const benches: Record<string, (say: Say) => void | Promise<void>> = {
  web: benchWeb,
  staffing: rows(benchStaffing),
  import: rows(benchImport),
  forecast: rows(benchForecast),
  grouping: rows(benchGrouping),
  sorting: benchSorting,
};

/** What a bench may take at most, ten times over what it takes on a quiet machine. */
const LONGEST_MS = 10 * 60_000;

/** One JSON line a figure. A name after `npm run bench --` runs that bench; without one each runs in a process of its own. */
const [name] = process.argv.slice(2);
process.once('SIGTERM', () => process.exit(1));
if (name) await run(name);
else for (const each of Object.keys(benches)) await runAlone(each);

async function run(name: string) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench ${name}: write ${Object.keys(benches).join(', ')}`);
  await bench((figure) => process.stdout.write(`${JSON.stringify({ bench: name, ...figure }, rounded)}\n`));
}

/** Memory and compiled code of one bench must not weigh on the next; one that fails lets the others run. */
async function runAlone(name: string) {
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, name], { stdio: 'inherit' });
  const limit = setTimeout(() => child.kill('SIGTERM'), LONGEST_MS);
  const [code] = await once(child, 'exit');
  clearTimeout(limit);
  if (code !== 0) process.exitCode = 1;
}

function rounded(_key: string, value: unknown) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

function rows(bench: () => BenchRow[] | Promise<BenchRow[]>) {
  return async (say: Say) => {
    for (const row of await bench()) say(row);
  };
}
