import { benchWeb } from './web.ts';

/** One JSON line a figure. A word after `npm run bench --` runs the benches whose name holds it. */
const benches = { web: benchWeb };

const wanted = process.argv[2] ?? '';
for (const [name, bench] of Object.entries(benches))
  if (name.includes(wanted))
    await bench((figure) => process.stdout.write(`${JSON.stringify({ bench: name, ...figure }, rounded)}\n`));

function rounded(_key: string, value: unknown) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
