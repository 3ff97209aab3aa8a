import type { SidecarError } from '@sidecar/core';
import { redisProblem } from './redis-problem.ts';
import { replyCode } from './reply-code.ts';
import { replyMeanings } from './reply-meanings.ts';

/** Says what an error of ioredis or of the server means and what can be done. */
export function redisFailure(error: unknown): SidecarError {
  const code = replyCode(error);
  if (code === undefined) return unreachable(systemCode(error));
  const { says, remedy, retryable } = replyMeanings[code] ?? {
    says: 'has refused a command',
    remedy: 'Look into the log of the Redis server.',
    retryable: true,
  };
  return redisProblem({ problem: `Redis ${says} (${code}).`, remedy, retryable, code });
}

function unreachable(code: string | undefined): SidecarError {
  const detail = code === undefined ? '' : ` (${code})`;
  return redisProblem({
    problem: `Redis cannot be reached${detail}.`,
    remedy: 'Check that it runs and that this machine may connect to it, then try again.',
    retryable: true,
    code,
  });
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[A-Z_]+$/.test(error.code) ? error.code : undefined;
}
