import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { contactCentreThesaurus } from './contact-centre-words.ts';
import { type GroupOptions, groupFile, type Row } from './group-file.ts';

/** What the command writes to: the JSON object on one side, words for people on the other. */
export interface Output {
  print: (json: string) => void;
  say: (sentence: string) => void;
}

export const GROUP_USAGE =
  'group FILE.csv [--text text] [--label label] [--facets stage,layer,tool,queue] [--shuffle SEED] [--mode suggest|assist|auto] [--at 100000] [--thesaurus contact-centre|none]';

const whole = z.coerce.number().int().nonnegative();
const Options = z.object({
  text: z.string().min(1).default('text'),
  label: z.string().min(1).default('label'),
  facets: z
    .string()
    .default('stage,layer,tool,queue')
    .transform((names) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  mode: z.enum(['suggest', 'assist', 'auto']).default('suggest'),
  shuffle: whole.optional(),
  thesaurus: z.enum(['contact-centre', 'none']).default('contact-centre'),
  at: whole.min(1).max(1_000_000).optional(),
});

/** Measures the engine on a file and prints one JSON object; returns the exit code (2: the call or the file needs another look). */
export function groupCommand(args: string[], output: Output = TERMINAL, clock: () => number = () => performance.now()): number {
  try {
    const { file, options, facetsAsked } = readCall(args);
    const rows = readRows(file, options, facetsAsked);
    output.say(`Grouping ${rows.length} reports of ${file}, mode ${options.mode}…`);
    output.print(JSON.stringify(groupFile(rows, options, { clock, memoryBytes: heldBytes })));
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    output.say(error.message);
    return 2;
  }
}

class Refusal extends Error {}

/** What the process holds once garbage is collected: a number that two runs agree on. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage.rss();
}

const TERMINAL: Output = {
  print: (json) => process.stdout.write(`${json}\n`),
  say: (sentence) => process.stderr.write(`${sentence}\n`),
};

const FLAGS = {
  text: { type: 'string' },
  label: { type: 'string' },
  facets: { type: 'string' },
  shuffle: { type: 'string' },
  mode: { type: 'string' },
  at: { type: 'string' },
  thesaurus: { type: 'string' },
} as const;

function readCall(args: string[]): { file: string; options: GroupOptions; facetsAsked: boolean } {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Refusal(`Name one CSV file: ${GROUP_USAGE}`);
  const options = Options.safeParse(values);
  if (!options.success)
    throw new Refusal(`--${options.error.issues[0]!.path.join('')} cannot be used as given. Call it like this: ${GROUP_USAGE}`);
  const { shuffle, at, thesaurus, ...rest } = options.data;
  const chosen = {
    ...rest,
    thesaurus: thesaurus === 'none' ? new Map() : contactCentreThesaurus,
    ...(shuffle === undefined ? {} : { shuffle }),
    ...(at === undefined ? {} : { at }),
  };
  return { file, options: chosen, facetsAsked: values.facets !== undefined };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS, allowPositionals: true });
  } catch {
    throw new Refusal(`An option is not known or lacks its value. Call it like this: ${GROUP_USAGE}`);
  }
}

function readRows(file: string, options: GroupOptions, facetsAsked: boolean): Row[] {
  const rows = parseRows(readText(file), file);
  if (rows.length === 0) throw new Refusal(`${file} has no rows below its heading; add at least one report.`);
  const columns = Object.keys(rows[0]!);
  const wanted = [options.text, options.label, ...(facetsAsked ? options.facets : [])];
  const missing = wanted.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new Refusal(`${file} has no column "${missing[0]}"; it has ${columns.join(', ')}. Name the right one.`);
  if (rows.every((row) => row[options.text]!.trim() === ''))
    throw new Refusal(`Column "${options.text}" of ${file} is empty; name the column with the texts.`);
  return rows;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Refusal(`${file} cannot be read; check its name and that you may read it.`);
  }
}

function parseRows(text: string, file: string): Row[] {
  try {
    return parse(text, { bom: true, columns: true, skip_empty_lines: true }) as Row[];
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` at line ${error.lines}` : '';
    throw new Refusal(
      `${file} is not a CSV file with a heading${line}; check its quotes and that every row has as many columns as the heading.`,
    );
  }
}
