import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessToken } from 'oidc-provider';
import Provider from 'oidc-provider';
import type { Dialect } from './dialect.ts';
import { dialectMiddleware } from './dialect-middleware.ts';
import { googleRevocation } from './google-revocation.ts';
import { interactionMiddleware } from './interaction-middleware.ts';
import { jsonBodyMiddleware } from './json-body-middleware.ts';
import { providerConfiguration } from './provider-configuration.ts';
import { RefreshTokenPolicy } from './refresh-token-policy.ts';
import type { TokenLog } from './token-log.ts';
import { TokenMemory } from './token-memory.ts';

/** One service's authorization server, and the view of its tokens that the API beside it needs. */
export interface AuthorizationServer {
  readonly issuer: string;
  readonly memory: TokenMemory;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The live access token behind this value, as introspection would tell it. */
  findAccessToken(value: string): Promise<AccessToken | undefined>;
  /** Ends every grant of one person, or of all; at one client, where it is named. */
  revokeGrants(login?: string, clientId?: string): void;
}

/** Where the server is reached and what it signs with. */
export interface AuthorizationServerOptions {
  readonly issuer: string;
  readonly signingKey: KeyObject;
  readonly tokenLog: TokenLog;
}

/** Starts a strict authorization server (oidc-provider) that speaks one service's dialect. */
export function createAuthorizationServer(
  dialect: Dialect,
  { issuer, signingKey, tokenLog }: AuthorizationServerOptions,
): AuthorizationServer {
  const memory = new TokenMemory();
  const refreshTokens = new RefreshTokenPolicy(dialect);
  const provider = new Provider(
    issuer,
    providerConfiguration(dialect, { memory, refreshTokens, signingKey }),
  );
  // oidc-provider takes any port of a native client's loopback address, but Google takes any path too.
  const { acceptsRedirect } = dialect;
  if (acceptsRedirect) provider.Client.prototype.redirectUriAllowed = (value) => acceptsRedirect(value);
  if (dialect.requiresBasic) requireBasic(provider);
  refreshTokens.watch(provider);
  if (dialect.refreshEndsAccessToken)
    provider.on('access_token.saved', (token) => memory.endAccessTokens(token.grantId, token.jti));
  provider.use(
    interactionMiddleware(provider, dialect, (login, clientId) => memory.grantedScopes(login, clientId)),
  );
  if (dialect.revocationEndsGrant) provider.use(googleRevocation(provider, dialect, revokeGrants));
  provider.use(tokenLog.middleware());
  if (dialect.takesJsonOnly) provider.use(jsonBodyMiddleware(dialect));
  if (dialect.around) provider.use(dialect.around(provider));
  provider.use(dialectMiddleware(dialect));
  const listener = provider.callback();

  function revokeGrants(login?: string, clientId?: string): void {
    memory.revokeGrants(
      (grant) =>
        (login === undefined || grant.accountId === login) &&
        (clientId === undefined || grant.clientId === clientId),
    );
    refreshTokens.forget(login, clientId);
  }

  return {
    issuer,
    memory,
    handle: (request, response) => listener(request, response),
    findAccessToken: (value) => provider.AccessToken.find(value),
    revokeGrants,
  };
}

/** oidc-provider also takes the secret from the body. */
function requireBasic(provider: Provider): void {
  const compare = provider.Client.prototype.compareClientSecret;
  provider.Client.prototype.compareClientSecret = function compareFromHeader(secret) {
    return Provider.ctx?.get('authorization').startsWith('Basic ') ? compare.call(this, secret) : false;
  };
}
