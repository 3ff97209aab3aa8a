import type { AnswerRules, AnswerVerdict } from '@sidecar/core';
import { type GoogleFailure, readFailure } from './google-failure.ts';

const verdicts: ReadonlyMap<string, AnswerVerdict['code']> = new Map([
  ['rateLimitExceeded', 'rate_limited'],
  ['userRateLimitExceeded', 'rate_limited'],
  ['quotaExceeded', 'rate_limited'],
  ['dailyLimitExceeded', 'rate_limited'],
  ['RATE_LIMIT_EXCEEDED', 'rate_limited'],
  ['RESOURCE_EXHAUSTED', 'rate_limited'],
  ['insufficientPermissions', 'insufficient_scope'],
  ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'insufficient_scope'],
]);

/** Google limits with 403 as well as 429, and says missing scopes with 403. */
export const googleAnswers: AnswerRules = {
  readBodyOf: [403, 429],
  classify: ({ status, body, nowMs }) => {
    const failure = readFailure(body);
    const code = verdictOf(status, failure);
    if (code !== 'rate_limited') return code && { code };
    const retryAfterMs = waitInMessage(failure.message, nowMs);
    return { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  },
};

/** What the failure means by its status and reasons; undefined where they say nothing special. */
export function verdictOf(status: number, failure: GoogleFailure): AnswerVerdict['code'] | undefined {
  if (status === 429) return 'rate_limited';
  if (status !== 403) return undefined;
  return failure.reasons.map((reason) => verdicts.get(reason)).find((verdict) => verdict !== undefined);
}

/** Gmail writes the end of its own limits into the message only: "User-rate limit exceeded. Retry after 2026-01-31T12:00:00.000Z". */
function waitInMessage(message: string, nowMs: number): number | undefined {
  const end = Date.parse(/retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)/i.exec(message)?.[1] ?? '');
  return Number.isNaN(end) ? undefined : Math.max(0, end - nowMs);
}
