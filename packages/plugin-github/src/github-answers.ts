import type { AnswerRules } from '@sidecar/core';
import { isOwnLimit, rateLimitEndsInMs } from './rate-limit.ts';

/** What GitHub's answers mean where the status alone does not say it. */
export const githubAnswers: AnswerRules = {
  readBodyOf: [403, 429],
  classify: (answer) => {
    const retryAfterMs = rateLimitEndsInMs(answer);
    if (retryAfterMs === undefined) return undefined;
    const held = isOwnLimit(answer.headers) ? ({ holds: 'call' } as const) : {};
    return { code: 'rate_limited', retryAfterMs, ...held };
  },
};
