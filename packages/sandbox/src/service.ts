import type { Hono } from 'hono';
import type { Access } from './access.ts';
import type { Recorder } from './http/recorder.ts';
import type { AuthorizationServer } from './oauth/authorization-server.ts';
import type { Dialect } from './oauth/dialect.ts';
import type { TokenLog } from './oauth/token-log.ts';
import type { ServiceId } from './service-ids.ts';

/** One service from the inside: what the HTTP server needs to serve it. */
export interface Service {
  readonly id: ServiceId;
  readonly dialect: Dialect;
  readonly authorization: AuthorizationServer;
  readonly api: Hono;
  /** The origin of the real API, for recorded requests. */
  readonly realOrigin: string;
  /** Where some of the service's APIs have an origin of their own: that of a path, or undefined. */
  realOriginOf?(path: string): string | undefined;
  readonly tokenLog: TokenLog;
  readonly recorder: Recorder;
  /** Whether a path belongs to the API, not to the authorization server. */
  isApi(path: string): boolean;
  /** An error with this status in the API's own shape. */
  describeError(status: number): object;
}

/** Looks tokens up in an authorization server's own store. */
export function accessFinder(authorization: AuthorizationServer) {
  return async (value: string): Promise<Access | undefined> => {
    const token = await authorization.findAccessToken(value);
    if (!token || token.isExpired) return undefined;
    return { login: token.accountId, scopes: [...token.scopes] };
  };
}
