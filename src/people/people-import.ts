import { parse } from 'csv-parse/sync';
import { readForm } from '../web/form.ts';
import { type PersonForm, personForm } from './person-form.ts';
import type { KnownPerson } from './person-store.ts';

/** What one line of the file would do. Lines are counted as an editor counts them, the heading being line 1. */
export type Planned =
  | { line: number; does: 'add'; person: PersonForm }
  | { line: number; does: 'change'; person: PersonForm; id: number; changes: string[] }
  | { line: number; does: 'nothing'; person: PersonForm; id: number }
  | { line: number; does: 'refuse'; typed: string; reason: string };

export type ImportPlan = { readable: true; lines: Planned[] } | { readable: false; reason: string };

const NAMES: Record<keyof PersonForm, string[]> = {
  name: ['name', 'full name', 'person'],
  email: ['email', 'e-mail', 'mail', 'email address', 'e-mail address'],
  department: ['department', 'team', 'dept'],
  timeZone: ['time zone', 'timezone', 'zone', 'tz'],
  roles: ['roles', 'role'],
};
const MOST_LINES = 5_000;

/**
 * A dry run: what a CSV file (heading, then a person a line; roles parted by ; or |) would add, change and refuse.
 * People are known by their e-mail address; new ones of whom no time zone is said get `zone`. Nothing is written.
 */
export function planImport(text: string, known: readonly KnownPerson[], zone: string): ImportPlan {
  const table = readTable(text);
  if (!Array.isArray(table)) return { readable: false, reason: table.reason };

  const [heading, ...rows] = table;
  const columns = findColumns(heading?.cells ?? []);
  if (!('at' in columns)) return { readable: false, reason: columns.reason };
  if (rows.length === 0) return { readable: false, reason: 'There is no line after the heading. Add one line a person.' };
  if (rows.length > MOST_LINES)
    return { readable: false, reason: `The file has ${rows.length} lines. Send at most ${MOST_LINES} at a time.` };

  const byEmail = new Map(known.map((person) => [person.email, person]));
  const seen = new Map<string, number>();
  return { readable: true, lines: rows.map((row) => plan(row, columns.at, { byEmail, zone }, seen)) };
}

interface Row {
  line: number;
  cells: string[];
}

function readTable(text: string): Row[] | { reason: string } {
  if (text.includes('\uFFFD'))
    return { reason: 'Some letters in this file cannot be read. Save it as “CSV UTF-8” and send it again.' };
  try {
    const delimiter = [',', ';', '\t'].toSorted((a, b) => headingParts(text, b) - headingParts(text, a))[0]!;
    const records = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (problem) {
    return { reason: `This is not a CSV file we can read: ${(problem as Error).message}` };
  }
}

const headingParts = (text: string, delimiter: string) => (text.split(/\r?\n/, 1)[0] ?? '').split(delimiter).length;

type Columns = Record<keyof PersonForm, number>;

function findColumns(heading: string[]): { at: Columns } | { reason: string } {
  const folded = heading.map((cell) => cell.toLowerCase().replaceAll('_', ' ').trim());
  const at = Object.fromEntries(
    Object.entries(NAMES).map(([field, names]) => [field, folded.findIndex((cell) => names.includes(cell))]),
  ) as Columns;
  const missing = (['name', 'email'] as const).filter((field) => at[field] < 0);
  return missing.length ? { reason: `The first line must name the columns; ${missing.join(' and ')} is missing.` } : { at };
}

interface Known {
  byEmail: Map<string, KnownPerson>;
  zone: string;
}

function plan({ line, cells }: Row, at: Columns, { byEmail, zone }: Known, seen: Map<string, number>): Planned {
  const cell = (field: keyof PersonForm) => (at[field] < 0 ? '' : (cells[at[field]] ?? ''));
  const before = byEmail.get(cell('email').trim().toLowerCase());
  const read = readForm(personForm, {
    name: cell('name'),
    email: cell('email'),
    department: cell('department') || before?.department,
    timeZone: cell('timeZone') || before?.timeZone || zone,
    roles: at.roles < 0 && before ? before.roles : splitRoles(cell('roles')),
  });
  if (!read.ok) return { line, does: 'refuse', typed: cells.join(', '), reason: Object.values(read.errors).join('; ') };

  const earlier = seen.get(read.value.email);
  if (earlier)
    return { line, does: 'refuse', typed: cells.join(', '), reason: `${read.value.email} stands on line ${earlier} already` };
  seen.set(read.value.email, line);
  return before ? compared(line, read.value, before) : { line, does: 'add', person: read.value };
}

const splitRoles = (text: string) =>
  text
    .split(/[;|/,]/)
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean);

function compared(line: number, person: PersonForm, before: KnownPerson): Planned {
  const fields = ['name', 'department', 'timeZone'] as const;
  const changes = fields.filter((field) => person[field] !== before[field]).map((field) => `${before[field]} → ${person[field]}`);
  if (person.roles.join() !== before.roles.toSorted().join())
    changes.push(`${before.roles.toSorted().join(', ') || 'no role'} → ${person.roles.join(', ') || 'no role'}`);
  if (before.deactivatedAt)
    return {
      line,
      does: 'refuse',
      typed: person.email,
      reason: `${before.name} is deactivated. Let them in again on their page first`,
    };
  return changes.length
    ? { line, does: 'change', person, id: before.id, changes }
    : { line, does: 'nothing', person, id: before.id };
}
