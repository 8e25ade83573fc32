import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, safe in a URL. Only its hash is ever stored. */
export const newToken = () => randomBytes(32).toString('base64url');

/** SHA-256, hex: a random token needs no slow hash. */
export const hashed = (token: string) => createHash('sha256').update(token).digest('hex');
