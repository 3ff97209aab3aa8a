import type { AnswerRules } from '@sidecar/core';
import { rateLimitEndsInMs } from './rate-limit.ts';

/** What GitHub's answers mean where the status alone does not say it. */
export const githubAnswers: AnswerRules = {
  readBodyOf: [403, 429],
  classify: (answer) => {
    const retryAfterMs = rateLimitEndsInMs(answer);
    return retryAfterMs === undefined ? undefined : { code: 'rate_limited', retryAfterMs };
  },
};
