import { type BenchRow, benchForecast, benchImport, benchStaffing } from './demand.ts';
import { benchWeb, type Say } from './web.ts';

/** One JSON line a figure. The import goes first: its peak memory counts what came before. A word after `npm run bench --` runs the benches whose name holds it. */
const benches = { import: rows(benchImport), staffing: rows(benchStaffing), forecast: rows(benchForecast), web: benchWeb };

const wanted = process.argv[2] ?? '';
for (const [name, bench] of Object.entries(benches))
  if (name.includes(wanted))
    await bench((figure) => process.stdout.write(`${JSON.stringify({ bench: name, ...figure }, rounded)}\n`));

function rounded(_key: string, value: unknown) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}

function rows(bench: () => BenchRow[] | Promise<BenchRow[]>) {
  return async (say: Say) => {
    for (const row of await bench()) say(row);
  };
}
