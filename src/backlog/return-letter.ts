import { formatIn } from '../web/format.ts';
import type { FixReturn } from './returns.ts';

export interface Reader {
  id: number;
  name: string;
  email: string;
  timeZone: string;
  /** Whether they may mark a fix regressed. */
  decides: boolean;
}

/** Who hears that a fix is coming back: its owner, and where that is nobody who may decide, everybody who may. */
export function readersOf({ ownerId }: Pick<FixReturn, 'ownerId'>, people: readonly Reader[]): Reader[] {
  const owner = people.find(({ id }) => id === ownerId);
  return owner?.decides ? [owner] : people.filter(({ id, decides }) => decides || id === ownerId);
}

/** Written once for each time that it shipped or was verified, however many reports follow. */
export function letterTo(reader: Reader, { fixId, title, since, sinceIt, reports, themes }: FixReturn) {
  const day = formatIn(reader.timeZone).date(since);
  const said = themes.length === 1 ? `“${themes[0]!.name}”` : `the ${themes.length} themes it answers`;
  return {
    cause: `fix.coming-back:${fixId}:${since}:${reader.id}`,
    personId: reader.id,
    recipient: reader.email,
    subject: `Coming back: ${title}`,
    body: [
      `Hello ${reader.name},`,
      `“${title}” ${sinceIt} on ${day}. It was met again after that: ${reports} reports of ${said}.`,
      `What they say, and what you can do: {site}/fixes/${fixId}`,
    ].join('\n\n'),
  };
}
