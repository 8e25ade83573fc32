import nodemailer from 'nodemailer';
import type { Letter, OutboxStore } from './outbox-store.ts';

/** Makes a link to sign in for a person and returns its token. */
export type IssueLink = (personId: number) => Promise<string>;

export type Send = (letter: Letter) => Promise<unknown>;

/** Sends over SMTP (smtp:// or smtps://). Connections are kept for a run of letters; each step of the talk has a time limit. */
export function smtpSender({
  smtpUrl,
  from,
  site,
  issueLink,
}: {
  smtpUrl: string;
  from: string;
  site: string;
  issueLink: IssueLink;
}) {
  const transport = nodemailer.createTransport(smtpUrl, { from });
  const send: Send = async (letter) =>
    transport.sendMail({
      to: letter.recipient,
      subject: letter.subject,
      text: await letterText(letter, site, issueLink),
      messageId: letter.messageId,
      ...(letter.calendar ? { icalEvent: { method: methodOf(letter.calendar), content: addressed(letter.calendar, site) } } : {}),
    });
  return { send, close: () => transport.close() };
}

/** A letter as it goes out. A letter to sign in gets its token now, so that none lies in the outbox. */
export async function letterText(
  letter: Pick<Letter, 'body' | 'cause' | 'personId'>,
  site: string,
  issueLink: IssueLink,
): Promise<string> {
  const text = addressed(letter.body, site);
  return isSignIn(letter) && letter.personId !== null ? text.replace('{token}', await issueLink(letter.personId)) : text;
}

export const isSignIn = ({ cause }: Pick<Letter, 'cause'>) => cause.startsWith('sign-in:');

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
