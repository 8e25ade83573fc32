import { createReadStream } from 'node:fs';
import { fileProblem, type Io, readArguments } from '../command.ts';
import { encodingOf, textOf } from './import-text.ts';

type Redact = (text: string) => string;

/** Prints every line of a text file cleaned, one for one. */
export async function redactCommand(args: string[], io: Io, redact: Redact): Promise<number> {
  const [file = ''] = readArguments(args, ['FILE'], []).words;
  try {
    for await (const line of linesOf(file)) io.out(`${redact(line)}\n`);
  } catch (problem) {
    throw fileProblem(problem, file);
  }
  return 0;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const encoding = await encodingOf(createReadStream(file));
  let rest = '';
  for await (const text of textOf(createReadStream(file), encoding)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest) yield rest;
}
