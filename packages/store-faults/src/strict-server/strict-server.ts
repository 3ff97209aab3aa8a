import type { TokenEndpoints } from '../faults-plugin.ts';
import type { ServerFault } from './server-faults.ts';

/** An `oidc-provider` on a loopback socket: it rotates refresh tokens, and ends a grant whose refresh token comes twice. */
export interface StrictServer {
  readonly endpoints: TokenEndpoints;
  /** How long access tokens live that are issued from now on. */
  lifetimeSeconds: number;
  /** How many requests have reached the token endpoint, whatever became of them. */
  readonly requestCount: number;
  /** How many refresh tokens it has rotated. */
  readonly rotationCount: number;
  /** Gives a person tokens, as an earlier authorization would have. */
  issue(): Promise<{ readonly grantId: string; readonly refreshToken: string }>;
  /** What its introspection endpoint says of an access token or a refresh token (RFC 7662). */
  isLive(token: string): Promise<boolean>;
  isGrantAlive(grantId: string): Promise<boolean>;
  /** Has the token endpoint misbehave for so many requests, or until `recover`. */
  fail(fault: ServerFault, options?: { readonly times?: number }): void;
  /** Ends the misbehaviour and cuts the connections that hang. */
  recover(): void;
  /** Resolves when so many requests have reached the token endpoint in all. */
  arrived(count: number): Promise<void>;
  /** Resolves when so many refresh tokens have been rotated in all, whether or not the answers are out. */
  rotated(count: number): Promise<void>;
  close(): Promise<void>;
}
