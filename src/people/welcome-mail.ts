import type { Person } from './person.ts';

/** What somebody reads when they have been let in: what this is, and where to sign in. It holds no link that signs anybody in. */
export function welcomeMail({ id, name, email }: Pick<Person, 'id' | 'name' | 'email'>) {
  return {
    cause: `welcome:${id}`,
    personId: id,
    recipient: email,
    subject: 'You have a place in Shadow Shift',
    body: [
      `Hello ${name},`,
      'you have a place in Shadow Shift: there, leaders sit in the call queue, what gets in the way of customers and CSRs is counted, and it is fixed.',
      `Sign in with your address, ${email}; there is no password:`,
      '{site}/sign-in',
    ].join('\n\n'),
  };
}
