import { randomBytes } from 'node:crypto';

/** A random key that says what it is for, so that a scanner for leaked secrets can find it. */
export function newApiKey(): string {
  return `host_${randomBytes(32).toString('base64url')}`;
}
