import type { AuthorizationDialect } from './authorization-dialect.ts';
import type { Decision } from './authorization-endpoint.ts';
import type { DeviceState } from './device-desk.ts';
import type { TokenFault } from './token-fault.ts';
import type { TokenRequest } from './token-log.ts';

/** How a fake authorization server is set up. */
export interface FakeAuthorizationServerOptions {
  /** How it speaks: one of `authorizationDialects`, or your own. RFC 6749 to the letter unless given. */
  readonly dialect?: AuthorizationDialect;
  /** The one client that is registered; the dialect's own unless given. */
  readonly client?: { readonly id: string; readonly secret?: string };
  /** Where it may send browsers back to; nowhere unless given. */
  readonly redirectUris?: readonly string[];
  /** How long a rotated refresh token is answered as it was the first time, in milliseconds; 0 unless given. */
  readonly graceMs?: number;
  /** The server's wall clock, in milliseconds since the epoch. */
  readonly now?: () => number;
}

/** What a person was given without a browser. */
export interface IssuedGrant {
  readonly grantId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A strict authorization server on a real loopback socket. */
export interface FakeAuthorizationServer {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Answers 404 where the dialect has no such endpoint; so does the next. */
  readonly revocationUrl: string;
  readonly deviceAuthorizationUrl: string;
  /** An API that answers `{ id, label }` of the person to a live bearer token, and 401 to everything else. */
  readonly apiUrl: string;
  readonly client: { readonly id: string; readonly secret?: string };
  /** Who sits at the browser. */
  person: string;
  /** What they do when they are asked for consent. */
  decision: Decision;
  /** How long access tokens live that are issued from now on. */
  lifetimeSeconds: number;
  /** The requests that reached the token endpoint, failed ones too. */
  readonly requests: readonly TokenRequest[];
  /** The tokens that a client has revoked. */
  readonly revoked: readonly string[];
  /** Gives a person tokens, as an earlier authorization would have. */
  issue(options?: { readonly person?: string; readonly scopes?: readonly string[] }): IssuedGrant;
  isLive(accessToken: string): boolean;
  isGrantAlive(grantId: string): boolean;
  /** Ends everything that came of a consent, as a person does in their account's settings. */
  revokeGrant(grantId: string): void;
  /** Has the token endpoint misbehave for so many requests, or until `recover`. */
  fail(fault: TokenFault, options?: { readonly times?: number }): void;
  /** Ends the misbehaviour and cuts the connections that hang. */
  recover(): void;
  /** Resolves when the token endpoint has received so many requests in all. */
  arrived(count: number): Promise<void>;
  /** Opens an authorization URL as a browser would; answers the callback URL, or throws with what the page says. */
  consent(authorizationUrl: string): Promise<string>;
  /** What the person does with the code that a device shows. */
  decideDevice(userCode: string, state: DeviceState): void;
  close(): Promise<void>;
}
