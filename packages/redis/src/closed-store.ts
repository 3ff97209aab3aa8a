import type { SidecarError } from '@sidecar/core';
import { redisProblem } from './redis-problem.ts';

/** The failure of a store that was closed: it must not open a client that nobody would end. */
export function closedStore(): SidecarError {
  return redisProblem({
    problem: 'The store was closed.',
    remedy: 'Open a new store with redisStore().',
    retryable: false,
  });
}
