/** One line of a file, numbered from 1. Of a line too long to be a row only the number is kept. */
export interface Line {
  line: number;
  text: string;
  tooLong?: true;
}

/** No honest row is longer; what is longer is dropped as it streams by. */
export const LONGEST_LINE = 20_000;

/** Text in, batches of lines out; ends of line may be LF, CR LF or CR. Memory is one piece and one line. */
export async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<Line[]> {
  let rest = '';
  let dropping = false;
  let number = 0;
  let end: string | undefined;
  for await (const piece of pieces) {
    rest += piece;
    end ??= endOfLine(rest);
    if (end === undefined) continue;
    const texts = rest.split(end);
    rest = texts.pop()!;
    yield texts.map((text, at) => toLine(++number, text, dropping && at === 0));
    if (texts.length > 0) dropping = false;
    if (rest.length > LONGEST_LINE) [rest, dropping] = ['', true];
  }
  if (rest !== '' || dropping) yield rest.split(end ?? '\r').map((text, at) => toLine(++number, text, dropping && at === 0));
}

/** Undecided while a CR is the last character seen: an LF may follow. */
function endOfLine(text: string) {
  if (text.includes('\n')) return '\n';
  const carriage = text.indexOf('\r');
  if (carriage >= 0 && carriage < text.length - 1) return '\r';
  return text.length > LONGEST_LINE ? '\n' : undefined;
}

function toLine(line: number, text: string, tooLong: boolean): Line {
  if (tooLong || text.length > LONGEST_LINE) return { line, text: '', tooLong: true };
  return { line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
}
