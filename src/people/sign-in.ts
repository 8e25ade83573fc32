import { z } from 'zod';

export const LINK_MINUTES = 15;
export const LIMITS = { perAddress: 5, perClient: 30 };

const address = z.email('Enter your e-mail address, like name@example.com');

/** E-mail addresses are kept in lower case, so that each person has one. */
export const email = z
  .string('Enter your e-mail address, like name@example.com')
  .trim()
  .toLowerCase()
  .max(254, 'Keep it under 254 characters')
  .pipe(address);

export const signInForm = z.object({ email, next: z.string().optional() });

/** `{token}` becomes a fresh token when the letter goes out. */
export function signInMail(person: { name: string; email: string }, next: string) {
  const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  return {
    recipient: person.email,
    subject: 'Your link to sign in',
    body: [
      `Hello ${person.name},`,
      'open this link and press the button to sign in:',
      `{site}/sign-in/{token}${query}`,
      `It works once, for ${LINK_MINUTES} minutes. If you did not ask for it, do nothing: nobody gets in without it.`,
    ].join('\n\n'),
  };
}
