import type { SidecarError } from '@sidecar/core';
import { redisProblem } from './redis-problem.ts';
import { replyCode } from './reply-code.ts';

/** Whether the server refused the database that a client asked for: ioredis then goes on in database 0 without a word. */
export function isWrongDatabase(error: unknown): boolean {
  if (replyCode(error) === undefined || typeof error !== 'object' || error === null) return false;
  const command = 'command' in error ? error.command : undefined;
  return typeof command === 'object' && command !== null && 'name' in command && command.name === 'select';
}

/** The error for it. What is kept in another database would be missed there, or mixed with what others keep. */
export function wrongDatabase(error: unknown): SidecarError {
  return redisProblem({
    problem: 'Redis does not let the store into the database that its URL or client names.',
    remedy: 'Name a database that there is, or none, and let the user run SELECT.',
    retryable: false,
    code: replyCode(error),
  });
}
