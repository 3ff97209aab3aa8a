import { SidecarError, type SidecarErrorCode } from '@sidecar/core';
import { verdictOf } from './gmail-answers.ts';
import { type GoogleFailure, readFailure } from './google-failure.ts';

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

const byReason: ReadonlyMap<string, Explanation> = new Map([
  ['accessNotConfigured', notEnabled],
  ['SERVICE_DISABLED', notEnabled],
  [
    'domainPolicy',
    {
      code: 'provider_rejected',
      message: 'The administrator of this Google Workspace does not allow this app to use Gmail.',
      nextAction: 'Ask the administrator of the Workspace to allow the app.',
    },
  ],
  [
    'failedPrecondition',
    {
      code: 'provider_rejected',
      message:
        'Gmail refused the request in the present state of the account, for instance because it has no mailbox.',
    },
  ],
]);

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
  const byWord = failure.reasons.map((reason) => byReason.get(reason)).find((known) => known !== undefined);
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
