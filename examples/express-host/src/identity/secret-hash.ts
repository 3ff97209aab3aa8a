import { createHash } from 'node:crypto';

/** What is kept of a session id or API key. A fast hash is enough for 256 random bits, and looking up by it gives nothing away. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
