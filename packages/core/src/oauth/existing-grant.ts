import type { ExistingGrantAuthorizer } from './authorizer.ts';

/**
 * Takes over an authorization that another program was given with the same OAuth client. That program must not renew it any
 * more where the provider rotates refresh tokens. Without `scopes` the connection is taken to have what the plugin asks for.
 */
export function existingGrant(grant: {
  readonly refreshToken: string;
  readonly scopes?: readonly string[];
}): ExistingGrantAuthorizer {
  const { refreshToken, scopes } = grant;
  // A function, so that whoever prints the authorizer does not come across the token.
  return { kind: 'existing', readRefreshToken: () => refreshToken, ...(scopes ? { scopes } : {}) };
}
