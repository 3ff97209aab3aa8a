import { type Effect, SidecarError, type SidecarErrorCode, type SidecarErrorDetails } from '@sidecar/core';
import { type GithubProblem, readProblem } from './github-problem.ts';

const integration = 'github';

/** What a call was about, for the words of its errors. */
export interface CallSubject {
  readonly effect: Effect;
  /** What is read or changed, such as `issue 5 of ada/engine`. */
  readonly what: string;
}

interface Judgement extends Pick<SidecarErrorDetails, 'nextAction' | 'fields'> {
  readonly code: SidecarErrorCode;
  readonly message: string;
}

/**
 * GitHub's refusal as a SidecarError. Refused tokens, limits and outages do not get here: the connection's fetch rejects
 * with them.
 */
export function githubError(
  answer: { readonly status: number; readonly headers: Headers; readonly body: unknown },
  subject: CallSubject,
): SidecarError {
  const { code, message, ...details } = judge({ ...answer, problem: readProblem(answer.body) }, subject);
  return new SidecarError(code, message, { integration, ...details });
}

/** For an answer that is not as documented; after a write nobody knows whether it was done. */
export function unreadable({ effect, what }: CallSubject): SidecarError {
  return new SidecarError('invalid_response', `GitHub's answer about ${what} is not as documented.`, {
    integration,
    ...(effect === 'read' ? {} : mayHaveHappened),
  });
}

/** Said of a write whose answer cannot be read. */
export const mayHaveHappened = {
  outcome: 'unknown',
  nextAction: 'Check in GitHub whether it was done before trying again.',
} as const;

interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly problem: GithubProblem;
}

function judge(refusal: Refusal, { what }: CallSubject): Judgement {
  const { status, problem } = refusal;
  const { words, fields } = problem;
  if (status === 403 || status === 404) {
    const missing = missingAccess(refusal, what);
    if (missing) return missing;
  }
  if (status === 404 || status === 410)
    return {
      code: 'not_found',
      message: `GitHub does not show ${what}${words}`,
      nextAction: 'Check the name, and that the connected account may see it.',
    };
  if (status === 405 || status === 409)
    return {
      code: 'conflict',
      message: `GitHub cannot do this to ${what} as it is now${words}`,
      nextAction: 'Read it again, then decide.',
    };
  if (status === 422 && fields.length > 0)
    return { code: 'invalid_input', message: `GitHub does not accept this for ${what}${words}`, fields };
  return { code: 'provider_rejected', message: `GitHub refused this for ${what}${words}` };
}

/** What the token may not do, where GitHub says so: by its words, by the scopes in the headers, or by a hint at single sign-on. */
function missingAccess({ status, headers, problem }: Refusal, what: string): Judgement | undefined {
  const code = 'insufficient_scope';
  if (status === 403 && headers.has('x-github-sso'))
    return {
      code,
      message: `GitHub wants the token authorized for the organisation's single sign-on before it shows ${what}.`,
      nextAction:
        'Authorize the token for the organisation in the settings of GitHub, or connect GitHub again.',
    };
  const scopes = neededScopes(headers);
  if (scopes !== undefined)
    return {
      code,
      message: `The connection to GitHub lacks a scope for ${what}: ${scopes}.`,
      nextAction: `Connect GitHub again and allow ${scopes}.`,
    };
  if (!/^Resource not accessible by (?:integration|personal access token)/i.test(problem.message ?? ''))
    return undefined;
  const needed = plainList(headers.get('x-accepted-github-permissions'));
  return {
    code,
    message: `The connection to GitHub has no permission for ${what}${needed ? ` (${needed})` : ''}.`,
    nextAction: `Give the token or app ${needed ? `the permission ${needed}` : 'the permission'} and the repository, in the settings of GitHub.`,
  };
}

/** Classic tokens have scopes: any one of those that are accepted will do. */
function neededScopes(headers: Headers): string | undefined {
  const granted = headers.get('x-oauth-scopes');
  const accepted = plainList(headers.get('x-accepted-oauth-scopes'));
  if (granted === null || accepted === '') return undefined;
  const has = new Set(granted.split(/[\s,]+/));
  return accepted.split(', ').some((scope) => has.has(scope)) ? undefined : accepted.replaceAll(', ', ' or ');
}

/** A header's list, as far as its members are plain words. */
function plainList(header: string | null): string {
  const members = (header ?? '').split(/[,;]/).map((member) => member.trim());
  return members
    .filter((member) => /^[\w:=-]{1,60}$/.test(member))
    .slice(0, 10)
    .join(', ');
}
