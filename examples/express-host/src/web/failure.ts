import { SidecarError, type SidecarErrorCode } from '@sidecar/core';
import { HostError } from './host-error.ts';

/** An error as a client may see it. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly nextAction?: string | undefined;
  readonly integration?: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
  /** `unknown`: it may have happened; look before doing it again. */
  readonly outcome?: string | undefined;
  readonly fields?: SidecarError['fields'];
}

/** `needs_reauth` is not 401: that would speak of the caller's own credentials. */
const statuses: Readonly<Record<SidecarErrorCode, number>> = {
  invalid_input: 400,
  not_supported: 400,
  state_mismatch: 400,
  insufficient_scope: 403,
  approval_denied: 403,
  authorization_denied: 403,
  not_found: 404,
  unknown_name: 404,
  disabled: 409,
  not_connected: 409,
  needs_reauth: 409,
  conflict: 409,
  rate_limited: 429,
  internal: 500,
  store_corrupt: 500,
  wrong_key: 500,
  network: 502,
  provider_rejected: 502,
  invalid_response: 502,
  not_configured: 503,
  provider_unavailable: 503,
  store_failed: 503,
  aborted: 503,
  timeout: 504,
};

/** What these say is meant for whoever runs the host, not for its users. */
const operatorsOnly: ReadonlySet<string> = new Set([
  'internal',
  'store_corrupt',
  'store_failed',
  'wrong_key',
]);

/** What a client is told about an error, whatever was thrown. */
export function failureOf(error: unknown): Failure {
  if (SidecarError.isInstance(error)) return fromSidecar(error);
  if (error instanceof HostError) {
    const { status, code, message, nextAction } = error;
    return { status, code, message, nextAction, retryable: false };
  }
  return fromBodyParser(error) ?? { status: 500, code: 'internal', message: ownFault, retryable: false };
}

const ownFault = 'Something went wrong on our side.';

function fromSidecar(error: SidecarError): Failure {
  const { code, integration, retryable, retryAfterMs, outcome } = error;
  const facts = { status: statuses[code] ?? 500, code, integration, retryable, retryAfterMs, outcome };
  if (operatorsOnly.has(code)) return { ...facts, message: ownFault };
  return { ...facts, message: error.message, nextAction: error.nextAction, fields: error.fields };
}

/** Express and its body parsers throw errors with a status; their messages may quote what was sent. */
function fromBodyParser(error: unknown): Failure | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  const message = status === 413 ? 'The body is too large.' : 'The request cannot be read.';
  return { status, code: 'invalid_input', message, retryable: false };
}
