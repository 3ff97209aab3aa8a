import { SidecarError } from '@sidecar/core';
import { type Explanation, type GoogleFailure, type GoogleService, googleError } from '@sidecar/google';

const service: GoogleService = { id: 'gmail', name: 'Gmail', library: 'gmail.googleapis.com', explain };

const notFound: Explanation = {
  code: 'not_found',
  message: 'Gmail has no such message, thread, label or attachment.',
};

const byStatus: Readonly<Record<number, Explanation>> = {
  404: notFound,
  409: { code: 'conflict', message: 'Gmail has that already.' },
  413: { code: 'invalid_input', message: 'The mail is too large for Gmail.' },
};

/** The error for an answer of the Gmail API that is not a success. */
export function gmailError(status: number, body: unknown): SidecarError {
  return googleError(service, status, body);
}

function explain(status: number, { message, reasons }: GoogleFailure): Explanation | undefined {
  // Gmail answers 400 to an id that it cannot have made, and 404 to one that is gone.
  if (status === 400 && /invalid id value/i.test(message)) return notFound;
  if (!reasons.includes('failedPrecondition')) return byStatus[status];
  return {
    code: 'provider_rejected',
    message:
      'Gmail refused the request in the present state of the account, for instance because it has no mailbox.',
  };
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
