import { z } from 'zod';
import { line } from '../web/form.ts';

/** What a tool sends signals with, as its page lists it; the token itself is shown once and kept as a hash. */
export interface Token {
  id: number;
  name: string;
  madeAt: string;
  madeBy: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
}

export const tokenForm = z.object({
  name: line('Name it after who sends with it: “Gong, nightly”', 80),
  formKey: z.uuid('Load the page again, so that the token is made once'),
});

/** The token of an Authorization header (RFC 6750), or nothing. */
export const bearerIn = (header: string | undefined): string | undefined => /^Bearer +([\w.~+/-]+=*) *$/i.exec(header ?? '')?.[1];
