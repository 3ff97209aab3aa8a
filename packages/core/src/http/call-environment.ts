import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { AnswerRules } from '../plugin.ts';
import type { CallErrors } from './call-errors.ts';
import type { CredentialSource } from './credential-source.ts';
import type { RequestHold } from './request-hold.ts';

/** How far a call goes before it gives up. */
export interface CallLimits {
  /** From the call to the end of the answer's body. */
  readonly totalMs: number;
  /** What one call may wait in all because the provider limits its rate. */
  readonly rateLimitWaitMs: number;
  /** After decompression. */
  readonly bodyBytes: number;
  /** How often a request is sent that the network or the provider fails. */
  readonly attempts: number;
}

/** What all calls of a connection share. */
export interface CallEnvironment {
  /** The integration's name, for the log. */
  readonly name: string;
  /** The only origins that get credentials. */
  readonly origins: ReadonlySet<string>;
  readonly credentials: CredentialSource;
  /** Names of the headers that credentials were attached by so far; not to be seen at other origins. */
  readonly credentialHeaders: Set<string>;
  readonly answers: AnswerRules | undefined;
  readonly hold: RequestHold;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly limits: CallLimits;
  readonly errors: CallErrors;
}
