import type { SidecarError } from '@sidecar/core';
import { redisProblem } from './redis-problem.ts';

/** The failure of a store whose data was there and is not any more: no connection may be called "not connected" over it. */
export function lostData(prefix: string): SidecarError {
  return redisProblem({
    problem: `The Redis store has lost its data: what was kept under the prefix "${prefix}" is not there. An empty server has taken over, or it was emptied.`,
    remedy:
      'Bring back the server or the backup that has it; to begin anew without it, restart this process with mayCreate true and have the accounts connected again.',
    retryable: false,
  });
}
