import type { ProviderAnswer } from '@sidecar/core';
import { readProblem } from './github-problem.ts';

/** What GitHub asks for when a secondary limit does not say how long it lasts. */
const secondaryWaitMs = 60_000;

/** Limits beside the general one; what they hold back is searches alone. */
const ownLimits = new Set(['search', 'code_search']);

/** Whether an answer's limit is that of searches, so that every other call may go on. */
export function isOwnLimit(headers: Headers): boolean {
  return ownLimits.has(headers.get('x-ratelimit-resource') ?? '');
}

/**
 * Milliseconds until GitHub accepts requests again; undefined when an answer says nothing of a limit. Both kinds of limit
 * come as 403 or 429, and a 403 without such words is about permissions.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function rateLimitEndsInMs({ status, headers, body, nowMs }: ProviderAnswer): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const told = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(told) && told >= 0) return told * 1000;
  const isUsedUp = headers.get('x-ratelimit-remaining') === '0';
  const { message } = readProblem(body);
  const isSaid = message === undefined ? isUsedUp : /rate limit|abuse detection/i.test(message);
  if (status === 403 && !isSaid) return undefined;
  return isUsedUp ? untilReset(headers, nowMs) : secondaryWaitMs;
}

function untilReset(headers: Headers, nowMs: number): number {
  const resetSeconds = Number(headers.get('x-ratelimit-reset'));
  if (!Number.isFinite(resetSeconds) || resetSeconds <= 0) return secondaryWaitMs;
  // By GitHub's own clock where it says it: the host's may be minutes off.
  const dateMs = Date.parse(headers.get('date') ?? '');
  return Math.max(0, resetSeconds * 1000 - (Number.isNaN(dateMs) ? nowMs : dateMs));
}
