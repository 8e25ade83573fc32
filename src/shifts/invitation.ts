import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Span } from './shift.ts';

export interface Invited extends Span {
  shiftId: number;
  /** Rises with every change of the shift: a calendar believes the highest it has seen (RFC 5546). */
  version: number;
  summary: string;
  description: string;
  place: string;
  organizer: { name: string; email: string };
  attendee: { id: number; name: string; email: string };
}

/** An iCalendar object (RFC 5545) that puts the shift into a calendar, or takes it out again. One UID a shift and person. */
export function invitation(invited: Invited, method: 'REQUEST' | 'CANCEL', now: Date): string {
  const { shiftId, version, startsAt, endsAt, summary, description, place, organizer, attendee } = invited;
  const calendar = ical({
    method: ICalCalendarMethod[method],
    prodId: { company: 'Shadow Shift', product: 'Shadow Shift', language: 'EN' },
  });
  const event = calendar.createEvent({
    id: `shift-${shiftId}-person-${attendee.id}@shadow-shift`,
    sequence: version,
    stamp: now,
    start: new Date(startsAt),
    end: new Date(endsAt),
    summary,
    description,
    location: place || null,
    url: `{site}/shifts/${shiftId}`,
    organizer: { ...organizer, name: inOneLine(organizer.name) },
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  event.createAttendee({
    name: inOneLine(attendee.name),
    email: attendee.email,
    rsvp: false,
    status: ICalAttendeeStatus.ACCEPTED,
    role: ICalAttendeeRole.REQ,
  });
  return calendar.toString();
}

/** A parameter of a calendar line has no way to write a quotation mark or the end of a line (RFC 5545, 3.2). */
const inOneLine = (name: string) => name.replaceAll('"', '’').replace(/\p{Cc}+/gu, ' ');
