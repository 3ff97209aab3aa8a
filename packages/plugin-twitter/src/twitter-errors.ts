import {
  type AnswerRules,
  SidecarError,
  type SidecarErrorCode,
  type SidecarErrorDetails,
} from '@sidecar/core';
import { rateLimitEndsInMs } from './rate-limit.ts';
import { readProblem, type TwitterProblem } from './twitter-problem.ts';

/** What X's answers mean where the status alone does not say it. */
export const twitterAnswers: AnswerRules = {
  readBodyOf: [403, 429],
  classify: ({ status, headers, body, nowMs }) => {
    if (status === 403 && meansMissingScope(readProblem(body))) return { code: 'insufficient_scope' };
    if (status !== 429) return undefined;
    // A used-up monthly cap does not end within any wait: it goes to the tool as an error of its own.
    if (readProblem(body).kind === 'usage-capped') return { code: 'ok' };
    const retryAfterMs = rateLimitEndsInMs(headers, nowMs);
    return retryAfterMs === undefined ? undefined : { code: 'rate_limited', retryAfterMs };
  },
};

/** X's error answer (problem+json, or the older list of codes) as a SidecarError. */
export function twitterError(answer: {
  readonly status: number;
  readonly headers?: Headers;
  readonly body: unknown;
  readonly isWrite: boolean;
}): SidecarError {
  const problem = readProblem(answer.body);
  const { code, message, ...details } = judge(answer.status, problem, answer.headers ?? new Headers());
  return new SidecarError(code, message, {
    integration: 'twitter',
    ...details,
    ...(answer.isWrite && answer.status >= 500 ? { outcome: 'unknown' } : {}),
  });
}

type Judgement = { code: SidecarErrorCode; message: string } & Omit<
  SidecarErrorDetails,
  'integration' | 'cause'
>;

function judge(status: number, problem: TwitterProblem, headers: Headers): Judgement {
  if (status === 401)
    return { code: 'needs_reauth', message: 'X refused the access token.', nextAction: 'Connect X again.' };
  if (status === 402)
    return {
      code: 'provider_rejected',
      message: 'The X developer account has no credits left.',
      nextAction: 'Add credits at https://console.x.com.',
    };
  if (status === 403 || problem.kind === 'not-authorized-for-resource') return judgeForbidden(problem);
  if (status === 404 || problem.kind === 'resource-not-found')
    return { code: 'not_found', message: `X does not know that${said(problem)}` };
  if (status === 429) return judgeRateLimit(problem, headers);
  if (status >= 500)
    return { code: 'provider_unavailable', message: `X is out of order (status ${status}).` };
  return { code: 'provider_rejected', message: `X refused the request${said(problem)}` };
}

function judgeForbidden(problem: TwitterProblem): Judgement {
  if (problem.isDuplicate)
    return {
      code: 'conflict',
      message: 'X refused the post because its text is the same as that of a recent one.',
      nextAction: 'Look whether the first post is online; change the text to post again.',
    };
  if (problem.kind === 'client-forbidden')
    return {
      code: 'not_configured',
      message: 'X does not let this app use its API.',
      nextAction: 'Attach the app to a project with API access at https://console.x.com.',
    };
  if (meansMissingScope(problem))
    return {
      code: 'insufficient_scope',
      message: 'The X connection lacks a permission that this needs.',
      nextAction: 'Connect X again and grant what is asked for.',
    };
  return { code: 'provider_rejected', message: `X does not allow this${said(problem)}` };
}

function judgeRateLimit(problem: TwitterProblem, headers: Headers): Judgement {
  if (problem.kind === 'usage-capped')
    return {
      code: 'rate_limited',
      message: "The X app's usage cap for this period is used up.",
      retryable: false,
      nextAction: 'Raise the cap at https://console.x.com or wait for the next period.',
    };
  const retryAfterMs = rateLimitEndsInMs(headers, Date.now());
  return {
    code: 'rate_limited',
    message: 'X allows no more requests for now.',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** A token without the needed scope gets a bare "Forbidden" and nothing else. */
function meansMissingScope({ kind, title, detail }: TwitterProblem): boolean {
  if (kind === 'unsupported-authentication' || kind === 'oauth1-permissions') return true;
  return title === 'Forbidden' && detail === 'Forbidden';
}

function said({ detail }: TwitterProblem): string {
  return detail === undefined ? '.' : `: ${detail}`;
}
