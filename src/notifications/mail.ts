import nodemailer from 'nodemailer';
import type { Letter, OutboxStore } from './outbox-store.ts';

export type Send = (letter: Letter) => Promise<unknown>;

/** Sends over SMTP (smtp:// or smtps://). Connections are kept for a run of letters; each step of the talk has a time limit. */
export function smtpSender({ smtpUrl, from, site }: { smtpUrl: string; from: string; site: string }) {
  const transport = nodemailer.createTransport(smtpUrl, { from });
  const send: Send = (letter) =>
    transport.sendMail({
      to: letter.recipient,
      subject: letter.subject,
      text: addressed(letter.body, site),
      messageId: letter.messageId,
      ...(letter.calendar ? { icalEvent: { method: methodOf(letter.calendar), content: addressed(letter.calendar, site) } } : {}),
    });
  return { send, close: () => transport.close() };
}

export const addressed = (body: string, site: string) => body.replaceAll('{site}', site);

const methodOf = (calendar: string) => /^METHOD:(\w+)/m.exec(calendar)?.[1] ?? 'REQUEST';

/** Leases, sends, marks: killed in between, a letter may go twice with one Message-ID, but is never lost. Returns how many went. */
export async function sendDue(outbox: OutboxStore, send: Send, now: () => Date): Promise<number> {
  let sent = 0;
  for (let letter = await outbox.takeNext(now()); letter; letter = await outbox.takeNext(now())) {
    try {
      await send(letter);
      await outbox.markSent(letter.id, now());
      sent += 1;
    } catch (problem) {
      await outbox.markFailed(letter, String(problem), now());
    }
  }
  return sent;
}
