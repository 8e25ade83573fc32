import { createHash, createHmac } from 'node:crypto';

/**
 * The receipt of an anonymous flag: SHA-256 of the form's random receipt key, so that sending the same form twice finds the same flag.
 * The database keeps a hash of the receipt, and neither the key nor who held it. No flag with a name knows this key.
 */
export const receiptOf = (receiptKey: string): string =>
  createHash('sha256').update(`receipt of an anonymous flag ${receiptKey}`).digest('base64url');

/**
 * The key of a day's allowance: HMAC-SHA-256(session token, day). Only the browser holds the token: the database has another hash
 * of it, from which this one cannot be computed, and so cannot be led back to a session.
 */
export const allowanceKey = (sessionToken: string, day: string): string =>
  createHmac('sha256', sessionToken).update(`anonymous flags ${day}`).digest('hex');
