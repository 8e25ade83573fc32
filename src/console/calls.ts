import { z } from 'zod';
import { OUTCOMES, type Outcome } from '../shifts/call.ts';
import { maybeOneOf, maybeText } from '../web/form.ts';

export const OUTCOME_WORDS: Record<Outcome, string> = {
  resolved: 'Resolved',
  'follow-up': 'Needs a follow-up',
  transferred: 'Transferred',
  abandoned: 'Caller hung up',
  unresolved: 'Unresolved',
};

const instant = z.iso.datetime({ offset: true, error: 'Send the moment as 2026-03-02T09:00:00Z' }).optional();
export const key = z.guid('Reload the page: this form has lost its number').transform((text) => text.toLowerCase());
const reason = maybeText(80).transform(tidied);

/** `clientKey` is a UUID that the browser made: sending again adds nothing. `sentAt` is the phone's own now, to correct its clock by. */
export const newCall = z.object({ clientKey: key, startedAt: instant, sentAt: instant });
export const ending = z.object({ endedAt: instant, sentAt: instant });

/** Why they called and how it ended: each may stay open. A typed reason wins over a pressed one. */
export const description = z
  .object({
    reason,
    reasonTyped: reason,
    outcome: maybeOneOf(OUTCOMES, 'Choose one of the outcomes shown').optional().default(null),
  })
  .transform(({ reason, reasonTyped, outcome }) => ({ reason: reasonTyped || reason || null, outcome }));

export type Description = z.output<typeof description>;

/** A call in a URL: its number, or the key its browser gave it before the server had a number for it. */
export type CallReference = { id: number } | { clientKey: string };

export function readReference(text: string): CallReference | undefined {
  if (/^[1-9]\d{0,8}$/.test(text)) return { id: Number(text) };
  const read = key.safeParse(text);
  return read.success ? { clientKey: read.data } : undefined;
}

/** Words as chips: each once (whatever its capitals), last used first, at most `most`. */
export function lastUsedFirst(words: readonly (string | null)[], most: number): string[] {
  const once = new Map<string, string>();
  for (const word of words) {
    if (word && !once.has(word.toLowerCase())) once.set(word.toLowerCase(), word);
    if (once.size === most) break;
  }
  return [...once.values()];
}

/** How long a call took, in whole seconds; null while it runs. */
export const callSeconds = (call: { startedAt: string; endedAt: string | null }): number | null =>
  call.endedAt === null ? null : Math.round((Date.parse(call.endedAt) - Date.parse(call.startedAt)) / 1000);

function tidied(typed: string) {
  return typed.replace(/\s+/g, ' ');
}
