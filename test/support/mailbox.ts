import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A real SMTP server on a free port of this machine; a client that dies while it talks is no error of the mailbox. */
export async function openMailbox() {
  const received: string[] = [];
  const mood = { refusing: false };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(mood.refusing ? Object.assign(new Error('mailbox busy'), { responseCode: 450 }) : null),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        received.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise<void>((closed) => server.close(closed)));
  const { port } = server.server.address() as { port: number };
  const refuse = (refusing: boolean) => {
    mood.refusing = refusing;
  };
  return { url: `smtp://127.0.0.1:${port}`, received, refuse };
}
