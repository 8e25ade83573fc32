import { type Complaint, complain, isComplaint } from './complaint.ts';
import type { Period } from './period.ts';

/** What a conversation-intelligence tool says: in how many mentions it heard a topic in a period. Never evidence of how often a call meets it. */
export interface Signal {
  source: string;
  topic: string;
  mentions: number;
  period: Period;
}

export type DecimalMark = '.' | ',';

/** The same as it was written. */
export interface Said {
  source: string;
  topic: string;
  count: string;
  /** What other counts beside it show to be a decimal mark, so that it groups no thousands. */
  decimalMark?: DecimalMark | undefined;
  period: Period | Complaint;
}

export const LONGEST_NAME = 200;
const MOST = 2_147_483_647;
/** Ten digits would be taken for a phone number, so they are not said again. */
const TOO_MANY = `The count is more than can be counted here: ${MOST.toLocaleString('en-GB')} is the most`;
/** Under a table of topics stands their sum, which is none of them. */
const SUMS = /^(?:(?:grand |sub)?-?total|sum|all|all topics|overall|gesamt|summe|total general|total général|insgesamt)$/i;
const GROUPED = /^\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*$/;
const WHOLE = /^\d+(?:[.,]0{1,2})?$/;
const DECIMAL = /^\d+([.,])(?:\d{1,2}|\d{4,})$/;

/** A signal from what a line or a row says, or the first thing that is wrong with it. */
export function readSignal({ source, topic, count, decimalMark, period }: Said): Signal | Complaint {
  const names = { source: tidy(source), topic: tidy(topic) };
  const nameless = complaintOf(names.topic, 'topic') ?? complaintOf(names.source, 'source');
  if (nameless) return nameless;
  if (SUMS.test(names.topic))
    return complain(names.topic, (name) => `“${name}” is a sum over topics and no topic: leave this line out`);
  if (isComplaint(period)) return period;
  const mentions = readCount(count, decimalMark);
  return isComplaint(mentions) ? mentions : { ...names, mentions, period };
}

/** A whole number from how people and tools write one: 1240, “1,240”, “1.240”, “1 240”, “1’240”, “1240.0”. */
export function readCount(typed: string, decimalMark?: DecimalMark): number | Complaint {
  const text = typed.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  if (!text) return complain('', () => 'The count is missing: write 0 where nothing was heard');
  if (text.endsWith('%')) return complain(text, (count) => `“${count}” is a share: send how many were counted`);
  const groupedBy = GROUPED.exec(text)?.[1];
  if (groupedBy && groupedBy === decimalMark)
    return complain(text, (count) => `“${count}” is no whole number: “${decimalMark}” stands before decimals here`);
  const digits = groupedBy ? text.replace(/\D/g, '') : WHOLE.exec(text)?.[0].replace(/[.,].*$/, '');
  if (digits === undefined) return complain(text, (count) => `“${count}” is no count: write a whole number like 1240, 0 or more`);
  return Number(digits) <= MOST ? Number(digits) : complain('', () => TOO_MANY);
}

/** The mark that some of these counts use for decimals: in 12.5 and 12.0 it is the point, and then 1.240 is no 1,240. */
export function decimalMarkOf(counts: Iterable<string>): DecimalMark | undefined {
  for (const count of counts) {
    const mark = DECIMAL.exec(count.trim())?.[1];
    if (mark) return mark as DecimalMark;
  }
  return undefined;
}

/** Two names are one when only capitals, spaces and what nobody sees differ. Empty for a name that cannot be seen. */
export const keyOf = (name: string) => tidy(name.normalize('NFKC').replace(UNSEEN, '')).toLowerCase();

/** Zero-width spaces and joiners, marks of direction, soft hyphens, fillers. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Control characters and half characters become spaces, runs of space one. */
export const tidy = (name: string) =>
  name
    .toWellFormed()
    .replace(/[\p{Cc}\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function complaintOf(name: string, what: 'topic' | 'source'): Complaint | undefined {
  if (!keyOf(name)) return complain('', () => `The ${what} is missing`);
  if (name.length <= LONGEST_NAME) return undefined;
  return complain('', () => `The ${what} has ${name.length} characters; ${LONGEST_NAME} is the most`);
}
