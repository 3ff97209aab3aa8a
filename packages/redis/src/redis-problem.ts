import { SidecarError } from '@sidecar/core';

/** What a person needs to know of a Redis that cannot be used. */
export interface RedisProblem {
  /** One sentence: what is wrong. */
  readonly problem: string;
  /** One sentence: what to do about it. */
  readonly remedy: string;
  readonly retryable: boolean;
  /** In the words of Redis or of the system, such as `READONLY`. Nothing else of an error is kept: addresses, users and values stand in them. */
  readonly code?: string | undefined;
}

/** The error for it: its message ends with the remedy, which is also its next action. */
export function redisProblem({ problem, remedy, retryable, code }: RedisProblem): SidecarError {
  return new SidecarError('store_failed', `${problem} ${remedy}`, {
    nextAction: remedy,
    retryable,
    ...(code === undefined ? {} : { cause: { name: 'RedisError', code } }),
  });
}
