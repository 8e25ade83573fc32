import { formatIn } from '../web/format.ts';
import { invitation } from './invitation.ts';
import { MODE_WORDS, type Mode, type Span } from './shift.ts';

/** A shift as its mails tell it. */
export interface ToldShift extends Span {
  id: number;
  version: number;
  mode: Mode;
  queueName: string;
  timeZone: string;
  place: string;
  note: string;
  buddies: readonly string[];
  organizer: { name: string; email: string };
}

export interface Recipient {
  id: number;
  name: string;
  email: string;
  timeZone: string;
}

export interface Letter {
  personId: number;
  recipient: string;
  subject: string;
  body: string;
  calendar: string | null;
}

export const confirmed = (shift: ToldShift, to: Recipient, now: Date) =>
  invited(shift, to, now, `Your seat: ${title(shift, to)}`, ['you have a seat:']);

export const promoted = (shift: ToldShift, to: Recipient, now: Date) =>
  invited(shift, to, now, `A seat for you: ${title(shift, to)}`, [
    'a seat became free and you were first in line, so it is yours:',
    'If it does not suit you any more, give it back on the shift’s page and the next in line gets it.',
  ]);

export const waitlisted = (shift: ToldShift, to: Recipient, place: number) =>
  told(shift, to, `In line: ${title(shift, to)}`, [
    `this shift is full; you are number ${place} in line:`,
    'Up to 12 hours before the start a free seat goes to the first in line, and we write to you. After that we tell everybody in line, and whoever takes it first has it.',
  ]);

export const seatOpen = (shift: ToldShift, to: Recipient) =>
  told(shift, to, `A seat is free: ${title(shift, to)}`, [
    'a seat became free in a shift you are in line for. It starts soon, so nobody is put into it unasked: whoever takes it first has it.',
    `Take it here: {site}/shifts/${shift.id}`,
  ]);

export const givenBack = (shift: ToldShift, to: Recipient, by: string | null, now: Date) =>
  withdrawn(shift, to, now, `Seat given back: ${title(shift, to)}`, [
    by ? `${by} took you off this shift:` : 'you gave your place back:',
    'Another shift may suit you better: {site}/shifts?view=open',
  ]);

export const shiftCancelled = (shift: ToldShift, to: Recipient, reason: string, now: Date) =>
  withdrawn(shift, to, now, `Cancelled: ${title(shift, to)}`, [
    `this shift will not take place (${reason}):`,
    'We are sorry. Find another one: {site}/shifts?view=open',
  ]);

/** `was` is the shift before the change; `invite` is false for those who only wait in line. */
export function shiftMoved(shift: ToldShift, was: ToldShift, to: Recipient, invite: boolean, now: Date): Letter {
  const lines = [`a shift of yours has changed. It was ${spanFor(was, to)}${was.place ? `, ${was.place}` : ''}. Now:`];
  const subject = `Changed: ${title(shift, to)}`;
  return invite ? invited(shift, to, now, subject, lines) : told(shift, to, subject, lines);
}

export const hosting = (shift: ToldShift, to: Recipient, now: Date) =>
  invited(shift, to, now, `You host: ${title(shift, to)}`, ['you are the buddy in this shift:']);

export const noLongerHosting = (shift: ToldShift, to: Recipient, now: Date) =>
  withdrawn(shift, to, now, `You no longer host: ${title(shift, to)}`, ['you are not the buddy in this shift any more:']);

export const reminder = (shift: ToldShift, to: Recipient) =>
  told(shift, to, `Reminder: ${title(shift, to)}`, [
    'your shift is coming up:',
    'Cannot come? Give your seat back on its page now.',
  ]);

export const hostReminder = (shift: ToldShift, to: Recipient, leaders: readonly string[]) =>
  told(shift, to, `Reminder, you host: ${title(shift, to)}`, [
    leaders.length
      ? `you host a shift soon. ${leaders.join(', ')} will sit beside you:`
      : 'you host a shift soon. Nobody has a seat in it yet:',
  ]);

/** When, in the reader’s zone, and in the queue’s where its clock shows something else. */
export function spanFor(shift: Span & { timeZone: string }, { timeZone }: Pick<Recipient, 'timeZone'>): string {
  const mine = formatIn(timeZone).span(shift.startsAt, shift.endsAt);
  const theirs = formatIn(timeZone).elsewhere(shift.startsAt, shift.timeZone);
  return theirs ? `${mine} (your time; ${theirs})` : mine;
}

const title = (shift: ToldShift, to: Recipient) => `${shift.queueName}, ${formatIn(to.timeZone).when(shift.startsAt)}`;

const invited = (shift: ToldShift, to: Recipient, now: Date, subject: string, lines: string[]): Letter => ({
  ...told(shift, to, subject, lines),
  calendar: invitation(forCalendar(shift, to), 'REQUEST', now),
});

const withdrawn = (shift: ToldShift, to: Recipient, now: Date, subject: string, lines: string[]): Letter => ({
  ...told(shift, to, subject, lines),
  calendar: invitation(forCalendar(shift, to), 'CANCEL', now),
});

function told(shift: ToldShift, to: Recipient, subject: string, [first = '', ...rest]: string[]): Letter {
  const facts = [
    `When: ${spanFor(shift, to)}`,
    `Queue: ${shift.queueName} (${MODE_WORDS[shift.mode].toLowerCase()})`,
    ...(shift.place ? [`Where: ${shift.place}`] : []),
    ...(shift.buddies.length ? [`Buddy: ${shift.buddies.join(', ')}`] : []),
    `The shift’s page: {site}/shifts/${shift.id}`,
  ];
  const body = [`Hello ${to.name},`, first, facts.join('\n'), ...rest].join('\n\n');
  return { personId: to.id, recipient: to.email, subject, body, calendar: null };
}

const forCalendar = (shift: ToldShift, to: Recipient) => ({
  shiftId: shift.id,
  version: shift.version,
  startsAt: shift.startsAt,
  endsAt: shift.endsAt,
  summary: `${MODE_WORDS[shift.mode]} shift: ${shift.queueName}`,
  description: [shift.note, shift.buddies.length ? `Buddy: ${shift.buddies.join(', ')}` : '', `{site}/shifts/${shift.id}`]
    .filter(Boolean)
    .join('\n\n'),
  place: shift.place,
  organizer: shift.organizer,
  attendee: to,
});
