import type { SidecarError } from '@sidecar/core';
import { redisProblem } from './redis-problem.ts';

/** The failure of a store that is not there and must not be begun. */
export function missingStore(prefix: string): SidecarError {
  return redisProblem({
    problem: `There is no store under the prefix "${prefix}" in this Redis: either it has lost its data, or none was begun yet.`,
    remedy:
      'Bring back the server or the backup that has it; the first time, or to begin anew without it, run once with mayCreate true.',
    retryable: false,
  });
}
