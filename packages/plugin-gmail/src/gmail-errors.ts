import { type AnswerRules, type AnswerVerdict, SidecarError, type SidecarErrorCode } from '@sidecar/core';
import { z } from 'zod';

const text = z.string().nullish().catch(null);
const reasons = z
  .array(z.object({ reason: text }).catch({ reason: null }))
  .nullish()
  .catch(null);
const errorBody = z.object({
  error: z.object({ status: text, message: text, errors: reasons, details: reasons }),
});

/** What Google says of a failure, in its old form (`errors`) and its newer one (`status`, `details`). */
interface GoogleFailure {
  readonly reasons: readonly string[];
  readonly message: string;
}

function readFailure(body: unknown): GoogleFailure {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return { reasons: [], message: '' };
  const { status, message, errors, details } = parsed.data.error;
  const found = [...(details ?? []), ...(errors ?? [])].map(({ reason }) => reason);
  return {
    reasons: [...found, status].filter((reason) => typeof reason === 'string'),
    message: message ?? '',
  };
}

const verdicts: Readonly<Record<string, AnswerVerdict['code']>> = {
  rateLimitExceeded: 'rate_limited',
  userRateLimitExceeded: 'rate_limited',
  quotaExceeded: 'rate_limited',
  dailyLimitExceeded: 'rate_limited',
  RATE_LIMIT_EXCEEDED: 'rate_limited',
  RESOURCE_EXHAUSTED: 'rate_limited',
  insufficientPermissions: 'insufficient_scope',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'insufficient_scope',
};

/** Google limits with 403 as well as 429, and says missing scopes with 403. */
export const gmailAnswers: AnswerRules = {
  readBodyOf: [403, 429],
  classify: ({ status, body, nowMs }) => {
    const failure = readFailure(body);
    const code = verdictOf(status, failure);
    if (code !== 'rate_limited') return code && { code };
    const retryAfterMs = waitInMessage(failure.message, nowMs);
    return { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  },
};

function verdictOf(status: number, failure: GoogleFailure): AnswerVerdict['code'] | undefined {
  if (status === 429) return 'rate_limited';
  if (status !== 403) return undefined;
  return failure.reasons.map((reason) => verdicts[reason]).find((verdict) => verdict !== undefined);
}

/** The end of Gmail's own limits stands in the message only: "User-rate limit exceeded. Retry after 2026-01-31T12:00:00.000Z". */
function waitInMessage(message: string, nowMs: number): number | undefined {
  const end = Date.parse(/retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)/i.exec(message)?.[1] ?? '');
  return Number.isNaN(end) ? undefined : Math.max(0, end - nowMs);
}

interface Explanation {
  readonly code: SidecarErrorCode;
  readonly message: string;
  readonly nextAction?: string;
}

const notEnabled: Explanation = {
  code: 'not_configured',
  message: 'The Gmail API is not enabled in the Google Cloud project of your OAuth client.',
  nextAction:
    'Enable it at https://console.cloud.google.com/apis/library/gmail.googleapis.com and wait some minutes.',
};

const byReason: Readonly<Record<string, Explanation>> = {
  accessNotConfigured: notEnabled,
  SERVICE_DISABLED: notEnabled,
  domainPolicy: {
    code: 'provider_rejected',
    message: 'The administrator of this Google Workspace does not allow this app to use Gmail.',
    nextAction: 'Ask the administrator of the Workspace to allow the app.',
  },
  failedPrecondition: {
    code: 'provider_rejected',
    message:
      'Gmail refused the request in the present state of the account, for instance because it has no mailbox.',
  },
};

const notFound: Explanation = {
  code: 'not_found',
  message: 'Gmail has no such message, thread, label or attachment.',
};

const byStatus: Readonly<Record<number, Explanation>> = {
  401: {
    code: 'needs_reauth',
    message: 'Gmail no longer accepts this connection.',
    nextAction: 'Connect Gmail again.',
  },
  404: notFound,
  409: { code: 'conflict', message: 'Gmail has that already.' },
  413: { code: 'invalid_input', message: 'The mail is too large for Gmail.' },
};

const byVerdict: Readonly<Record<string, Explanation>> = {
  rate_limited: { code: 'rate_limited', message: 'Gmail limits the number of requests; try again later.' },
  insufficient_scope: {
    code: 'insufficient_scope',
    message: 'This Gmail connection lacks a permission that the request needs.',
    nextAction: 'Connect Gmail again and grant every permission that is asked for.',
  },
};

/** The error for an answer of the Gmail API that is not a success. What Google wrote is kept in its cause only. */
export function gmailError(status: number, body: unknown): SidecarError {
  const failure = readFailure(body);
  const cause = { name: 'GmailApiError', code: failure.reasons[0] ?? '', status, message: failure.message };
  const { code, message, nextAction } = explain(status, failure);
  return new SidecarError(code, message, {
    integration: 'gmail',
    cause,
    ...(nextAction ? { nextAction } : {}),
  });
}

function explain(status: number, failure: GoogleFailure): Explanation {
  const verdict = byVerdict[verdictOf(status, failure) ?? ''];
  if (verdict) return verdict;
  // Gmail answers 400 to an id that it cannot have made, and 404 to one that is gone.
  if (status === 400 && /invalid id value/i.test(failure.message)) return notFound;
  const byWord = failure.reasons.map((reason) => byReason[reason]).find((known) => known !== undefined);
  if (byWord) return byWord;
  const listed = byStatus[status];
  if (listed) return listed;
  if (status >= 500) return { code: 'provider_unavailable', message: `Gmail is not available (${status}).` };
  return { code: 'provider_rejected', message: `Gmail refused the request (${status}).` };
}

/** The error for what was thrown on the way to an answer: ours if the connection's fetch threw it, else a network failure. */
export function gmailFailure(thrown: unknown, { sends = false }: { readonly sends?: boolean }): SidecarError {
  // gaxios wraps whatever its fetch throws.
  let inner = thrown;
  for (let depth = 0; depth < 5 && inner instanceof Error; depth += 1) {
    if (SidecarError.isInstance(inner)) return inner;
    if (inner.name === 'AbortError') {
      return new SidecarError('aborted', 'The call to Gmail was aborted.', { integration: 'gmail' });
    }
    inner = inner.cause;
  }
  return new SidecarError('network', 'Gmail could not be reached.', {
    integration: 'gmail',
    cause: thrown,
    ...(sends ? { outcome: 'unknown' } : {}),
  });
}
