import { redact } from './redact.ts';

/** Why something failed, in one word that programs can rely on. */
export type SidecarErrorCode =
  | 'not_configured'
  | 'disabled'
  | 'not_connected'
  | 'needs_reauth'
  | 'insufficient_scope'
  | 'rate_limited'
  | 'network'
  | 'timeout'
  | 'provider_unavailable'
  | 'provider_rejected'
  | 'invalid_response'
  | 'not_found'
  | 'unknown_name'
  | 'conflict'
  | 'invalid_input'
  | 'approval_denied'
  | 'not_supported'
  | 'authorization_denied'
  | 'state_mismatch'
  | 'store_failed'
  | 'store_corrupt'
  | 'wrong_key'
  | 'aborted'
  | 'internal';

const retryableCodes: ReadonlySet<SidecarErrorCode> = new Set([
  'rate_limited',
  'network',
  'timeout',
  'provider_unavailable',
  'store_failed',
]);

/** What is kept of the error that caused ours: enough to search for, nothing that could hold a token. */
export interface SafeCause {
  readonly name: string;
  readonly code?: string;
  readonly status?: number;
  readonly message: string;
}

/** What an error says beside its code and message. */
export interface SidecarErrorDetails {
  readonly integration?: string;
  /** `user/account` of the connection concerned. */
  readonly connection?: string;
  /** Whether the same call may succeed later; by the code unless given. */
  readonly retryable?: boolean;
  readonly retryAfterMs?: number;
  /** What a person can do now, as a sentence. */
  readonly nextAction?: string;
  /** `unknown`: the write may have happened; look before doing it again. */
  readonly outcome?: 'unknown';
  /** Which input fields are wrong, for `invalid_input`. */
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  /** The original error; only a safe copy of it is kept. */
  readonly cause?: unknown;
}

const marker = Symbol.for('sidecar.error');

/** The one error that leaves Sidecar. Its message names the integration and the remedy, and never holds a token, a code or a body. */
export class SidecarError extends Error {
  override readonly name = 'SidecarError';
  readonly code: SidecarErrorCode;
  declare readonly integration?: string;
  declare readonly connection?: string;
  readonly retryable: boolean;
  declare readonly retryAfterMs?: number;
  declare readonly nextAction?: string;
  declare readonly outcome?: 'unknown';
  declare readonly fields?: readonly { readonly path: string; readonly message: string }[];
  declare readonly cause?: SafeCause;

  constructor(code: SidecarErrorCode, message: string, details: SidecarErrorDetails = {}) {
    super(redact(message));
    const { cause, retryable, ...facts } = details;
    this.code = code;
    this.retryable = retryable ?? (details.outcome !== 'unknown' && retryableCodes.has(code));
    Object.assign(this, facts);
    if (cause !== undefined)
      Object.defineProperty(this, 'cause', { value: safeCause(cause), enumerable: false });
    Object.defineProperty(this, marker, { value: true, enumerable: false });
  }

  /** Whether a value is a SidecarError, also one of another copy of this package. */
  static isInstance(value: unknown): value is SidecarError {
    if (typeof value !== 'object' || value === null) return false;
    try {
      return Reflect.get(value, marker) === true;
    } catch {
      return false;
    }
  }

  /** What may be sent to a client or a log as JSON. */
  toJSON(): Readonly<Record<string, unknown>> {
    return {
      ...Object.fromEntries(Object.entries(this)),
      message: this.message,
      ...(this.cause ? { cause: this.cause } : {}),
    };
  }
}

/** Copies what is safe of an error that a library threw. */
export function safeCause(error: unknown): SafeCause {
  if (typeof error !== 'object' || error === null)
    return { name: typeof error, message: redact(String(error)) };
  const name = text(error, 'name') ?? 'Error';
  const code = text(error, 'code');
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return {
    name: redact(name),
    ...(code === undefined ? {} : { code: redact(code) }),
    ...(status === undefined ? {} : { status }),
    message: redact((text(error, 'message') ?? '').slice(0, 500)),
  };
}

function text(error: object, field: string): string | undefined {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
