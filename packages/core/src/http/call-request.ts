import type { OutgoingRequest } from './outgoing-request.ts';

/** One call as its caller asked for it. */
export interface CallRequest {
  readonly request: OutgoingRequest;
  /** Whether sending it twice does no harm. */
  readonly idempotent: boolean;
  readonly followRedirects: boolean;
  readonly credential: string | undefined;
  /** Aborts with the SidecarError that the call fails with. */
  readonly signal: AbortSignal;
  readonly remainingMs: () => number;
  readonly progress: CallProgress;
}

/** How far a call got, for the errors that end it. */
export interface CallProgress {
  /** Whether a write may have happened by now. */
  written: boolean;
  redirects: number;
}
