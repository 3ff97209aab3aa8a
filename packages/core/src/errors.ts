import { readField } from './read-field.ts';
import { redact } from './redact.ts';
import { type SafeCause, safeCause } from './safe-cause.ts';

export { type SafeCause, safeCause } from './safe-cause.ts';

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
const longestMessage = 2_000;
/** Beyond it nothing is looked at: redacting takes as long as the text. */
const longestReadText = 100_000;

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
    super(shown(message.slice(0, longestReadText)).slice(0, longestMessage));
    this.code = code;
    this.retryable = details.retryable ?? (details.outcome !== 'unknown' && retryableCodes.has(code));
    // Field by field: what else an untyped caller passes might hold a token.
    if (details.integration !== undefined) this.integration = details.integration;
    if (details.connection !== undefined) this.connection = details.connection;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
    if (details.nextAction !== undefined) this.nextAction = shown(details.nextAction);
    if (details.outcome !== undefined) this.outcome = details.outcome;
    if (details.fields !== undefined)
      this.fields = details.fields.map(({ path, message }) => ({
        path: shown(path),
        message: shown(message),
      }));
    if (details.cause !== undefined)
      Object.defineProperty(this, 'cause', { value: safeCause(details.cause), enumerable: false });
    Object.defineProperty(this, marker, { value: true, enumerable: false });
  }

  /** Whether a value is a SidecarError, also one of another copy of this package. */
  static isInstance(value: unknown): value is SidecarError {
    return typeof value === 'object' && value !== null && readField(value, marker) === true;
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

/** Line ends, control characters and marks that turn the direction of writing; inputs and names are quoted in messages. */
const misleading = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Without secrets, and on one line that shows what it says, so that nothing in it passes for a line of a log. */
function shown(text: string): string {
  return redact(text).replace(misleading, ' ');
}
