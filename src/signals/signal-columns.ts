import { FileProblem } from '../friction/import-csv.ts';
import { normaliseHeading } from '../queue/history/headings.ts';
import { isComplaint } from './complaint.ts';
import type { Period } from './period.ts';
import { type Grain, readPeriod } from './period-reading.ts';

/** What somebody asked for by name. */
export interface Asked {
  topic?: string | undefined;
  count?: string | undefined;
  period?: string | undefined;
  /** A column, or the name of the tool that counted every line. */
  source?: string | undefined;
}

/** Where the period of a line stands: in one column, in two, or in the headings, with a count below each. */
export type When =
  | { at: number; grain: Grain; count: number }
  | { from: number; until: number; count: number }
  | { counts: { at: number; period: Period }[] };

/** Column numbers from 0. */
export interface SignalColumns {
  heading: string[];
  topic: number;
  /** A column, or the one source of every line. */
  source: number | string;
  when: When;
}

const words = (text: string) => text.split('|');
const TOPIC = words(
  'topic|topic name|topics|theme|theme name|category|category name|tracker|tracker name|label|label name|labels|tag|tag name|intent|intent name|contact reason|call reason|reason|contact driver|call driver|driver|issue|issue type|concept|keyword|phrase|subject|name|thema|kategorie|sujet|categorie|tema|categoria',
);
const COUNT = words(
  'count|mentions|mention count|number of mentions|of mentions|total mentions|calls|call count|number of calls|no of calls|of calls|num calls|total calls|conversations|conversation count|number of conversations|of conversations|interactions|interaction count|number of interactions|contacts|contact count|number of contacts|volume|call volume|contact volume|hits|hit count|occurrences|frequency|counts|total count|quantity|tickets|cases|total|n|anzahl|anrufe|nennungen|nombre|appels|mentions totales|cantidad|llamadas|menciones',
);
const SOURCE = words(
  'source|source name|data source|tool|tool name|source tool|system|source system|platform|vendor|provider|origin|quelle|werkzeug|outil|herramienta|fuente',
);
const FROM = words(
  'period start|period start date|period from|period begin|start|start date|from|from date|date from|begin|begin date|week start|week start date|month start|von|debut|inicio|desde',
);
const UNTIL = words(
  'period end|period end date|period to|period until|end|end date|to|to date|date to|until|through|week end|week end date|month end|bis|fin|hasta',
);
const PERIODS: [Grain, string[]][] = [
  ['day', words('period|reporting period|report period|time period|time frame|timeframe|date range|zeitraum|periode|periodo')],
  [
    'week',
    words(
      'week|iso week|calendar week|week number|week of|week start|week start date|week starting|week beginning|week commencing|w c|kw|kalenderwoche|woche|semaine|semana',
    ),
  ],
  ['week end', words('week end|week end date|week ending|w e')],
  ['month', words('month|calendar month|month of|month start|month starting|month end|year month|monat|mois|mes')],
  ['quarter', words('quarter|calendar quarter|quartal|trimestre|quarter start')],
  ['day', words('date|day|report date|datum|tag|fecha|jour|dia|data')],
];

/** Recognises one line as the headings; undefined where it names no topic or nothing to count. Throws FileProblem for what is asked for and not there. */
export function findColumns(heading: string[], asked: Asked, today: string): SignalColumns | undefined {
  const names = heading.map(normaliseHeading);
  const topic = askedFor(heading, names, asked.topic) ?? first(heading, names, TOPIC);
  if (topic === undefined) return undefined;
  const when = whenIn(heading, names, asked, topic, today);
  if (!when) return undefined;
  return { heading, topic, when, source: sourceIn(heading, names, asked.source) };
}

function whenIn(heading: string[], names: string[], asked: Asked, topic: number, today: string): When | undefined {
  const count = askedFor(heading, names, asked.count) ?? first(heading, names, COUNT, [topic]);
  const period = askedFor(heading, names, asked.period);
  if (count === undefined) return countsUnder(heading, topic, today);
  if (period !== undefined) return { at: period, grain: grainOf(names[period]!), count };
  const [from, until] = [first(heading, names, FROM), first(heading, names, UNTIL)];
  if (from !== undefined && until !== undefined) return { from, until, count };
  for (const [grain, known] of PERIODS) {
    const at = first(heading, names, known, [topic, count]);
    if (at !== undefined) return { at, grain, count };
  }
  return countsUnder(heading, topic, today) ?? noPeriod(heading, from);
}

const grainOf = (name: string): Grain => PERIODS.find(([, known]) => known.includes(name))?.[0] ?? 'day';

/** A table whose headings are the periods themselves: 2026-W44, 2026-W45 … */
function countsUnder(heading: string[], topic: number, today: string): When | undefined {
  const counts = heading.flatMap((name, at) => {
    const period = at === topic || !name.trim() ? undefined : readPeriod(name, { grain: 'day', order: undefined, today });
    return period && !isComplaint(period) ? [{ at, period }] : [];
  });
  return counts.length > 0 ? { counts } : undefined;
}

function noPeriod(heading: string[], from: number | undefined): never {
  const end = from === undefined ? '' : ` “${heading[from]}” begins one and no column ends it: add a column “Period end”.`;
  throw new FileProblem(
    `No column says which period was counted.${end} Head one Period, Week, Month or Date. The columns are: ${heading.join(', ')}.`,
  );
}

function sourceIn(heading: string[], names: string[], asked: string | undefined): number | string {
  const column = asked === undefined ? first(heading, names, SOURCE) : indexOf(names, asked);
  const source = column ?? asked?.trim();
  if (source !== undefined && source !== '') return source;
  throw new FileProblem(
    `No column says which tool counted. Say it as the source, or head a column Source or Tool. The columns are: ${heading.join(', ')}.`,
  );
}

function askedFor(heading: string[], names: string[], name: string | undefined): number | undefined {
  if (name === undefined) return undefined;
  const at = indexOf(names, name);
  if (at !== undefined) return at;
  throw new FileProblem(`There is no column “${name}”. The columns are: ${heading.join(', ')}.`);
}

function indexOf(names: string[], name: string): number | undefined {
  const at = names.indexOf(normaliseHeading(name));
  return at < 0 ? undefined : at;
}

/** The column with the most telling of the known names. */
function first(heading: string[], names: string[], known: string[], except: number[] = []): number | undefined {
  const name = known.find((one) => names.some((candidate, at) => candidate === one && !except.includes(at)));
  if (name === undefined) return undefined;
  const at = names.findIndex((candidate, place) => candidate === name && !except.includes(place));
  const twin = names.indexOf(name, at + 1);
  if (twin < 0) return at;
  throw new FileProblem(`Columns ${at + 1} and ${twin + 1} are both headed “${heading[at]}”: rename one, or take it out.`);
}
