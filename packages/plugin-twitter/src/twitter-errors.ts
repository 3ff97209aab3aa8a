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

/**
 * X's error answer (problem+json, or the older list of codes) as a SidecarError.
 * Refused tokens, limits that pass and outages do not get here: the connection's fetch rejects with them.
 */
export function twitterError(status: number, body: unknown): SidecarError {
  const { code, message, ...details } = judge(status, readProblem(body));
  return new SidecarError(code, message, { integration: 'twitter', ...details });
}

interface Judgement extends Pick<SidecarErrorDetails, 'retryable' | 'nextAction'> {
  readonly code: SidecarErrorCode;
  readonly message: string;
}

function judge(status: number, problem: TwitterProblem): Judgement {
  if (problem.kind === 'usage-capped')
    return {
      code: 'rate_limited',
      message: "The Twitter app's usage cap for this period is used up.",
      retryable: false,
      nextAction: 'Raise the cap at https://console.x.com or wait for the next period.',
    };
  if (status === 402)
    return {
      code: 'provider_rejected',
      message: 'The developer account at Twitter has no credits left.',
      nextAction: 'Add credits at https://console.x.com.',
    };
  if (status === 403 || problem.kind === 'not-authorized-for-resource') return judgeForbidden(problem);
  if (status === 404 || problem.kind === 'resource-not-found')
    return { code: 'not_found', message: `Twitter does not know that${said(problem)}` };
  if (status === 409)
    return {
      code: 'conflict',
      message: `Twitter says that this conflicts with what is there${said(problem)}`,
    };
  return { code: 'provider_rejected', message: `Twitter refused the request${said(problem)}` };
}

function judgeForbidden(problem: TwitterProblem): Judgement {
  if (problem.isDuplicate)
    return {
      code: 'conflict',
      message: 'Twitter refused the post because its text is the same as that of a recent one.',
      nextAction: 'Look whether the first post is online; change the text to post again.',
    };
  if (problem.kind === 'client-forbidden')
    return {
      code: 'not_configured',
      message: 'Twitter does not let this app use its API.',
      nextAction: 'Attach the app to a project with API access at https://console.x.com.',
    };
  if (meansMissingScope(problem))
    return {
      code: 'insufficient_scope',
      message: 'Twitter does not permit this to the connected account.',
      nextAction: 'Connect Twitter again and allow the access that it asks for.',
    };
  return { code: 'provider_rejected', message: `Twitter does not allow this${said(problem)}` };
}

/** A token without the needed scope gets a bare "Forbidden" and nothing else. */
function meansMissingScope({ kind, title, detail }: TwitterProblem): boolean {
  if (kind === 'unsupported-authentication' || kind === 'oauth1-permissions') return true;
  return title === 'Forbidden' && detail === 'Forbidden';
}

function said({ detail }: TwitterProblem): string {
  return detail === undefined ? '.' : `: ${detail}`;
}
