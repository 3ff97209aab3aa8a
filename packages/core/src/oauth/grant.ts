import type { ObtainedTokens } from '../tokens/token-answer.ts';

/** Whose account at which integration; `account` undefined: core chooses the label. */
export interface GrantTarget {
  readonly user: string;
  readonly integration: string;
  readonly account: string;
  /** Name of the auth method. */
  readonly auth: string;
}

/** The fruit of a completed OAuth flow, before anyone has looked whose account it is. */
export interface CompletedGrant extends GrantTarget {
  readonly tokens: ObtainedTokens;
  /** What was asked for. */
  readonly requestedScopes: readonly string[];
  readonly clientId: string;
  readonly redirectUri?: string;
  /** Another program was given it before and may still use it. */
  readonly isTakenOver?: boolean;
}
