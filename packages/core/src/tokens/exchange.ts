import type { SidecarError, SidecarErrorCode } from '../errors.ts';
import type { Cooldown } from './cooldown.ts';
import type { ObtainedTokens } from './token-answer.ts';
import type { ReauthReason, TokenRecord } from './token-record.ts';

/** What one request for a new access token came to; every provider's answer falls into one of these. */
export type ExchangeOutcome =
  | { readonly kind: 'obtained'; readonly tokens: ObtainedTokens }
  /** The refresh token (or the installation) is dead. */
  | { readonly kind: 'final'; readonly reason: ReauthReason; readonly cause?: SidecarError }
  /** The client is wrong; no record is to blame. */
  | { readonly kind: 'misconfigured'; readonly cause?: SidecarError }
  /** It may work later. */
  | {
      readonly kind: 'transient';
      readonly code: SidecarErrorCode & Cooldown['code'];
      readonly retryAfterMs?: number;
      /** `before`: nothing was sent; `during`: the connection was cut after the request had left; `answered`: there was an answer. */
      readonly stage: 'before' | 'during' | 'answered';
      readonly cause?: unknown;
    };

/** Sends one request for a new access token on behalf of a record. Never rejects. */
export type Exchange = (record: TokenRecord, signal: AbortSignal) => Promise<ExchangeOutcome>;
