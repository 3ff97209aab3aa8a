import type { AuthorizationDialect, DialectAnswer, GrantedTokens, Refusal } from './authorization-dialect.ts';

/** RFC 6749, 7009, 7636 and 8628 to the letter: PKCE is required, refresh tokens rotate. */
export const standardDialect: AuthorizationDialect = {
  paths: { authorize: '/authorize', token: '/token', revoke: '/revoke', device: '/device' },
  client: { id: 'test-client' },
  clientAuthentication: 'basic',
  requestFormat: 'form',
  pkce: 'required',
  loopbackPort: 'any',
  scopeSeparator: ' ',
  rotation: 'always',
  refreshEndsAccessToken: false,
  refreshNamesRedirectUri: false,
  revocation: 'token',
  lifetimeSeconds: 3600,
  grant: standardGrant,
  refuse: standardRefusal,
};

function standardGrant(tokens: GrantedTokens): DialectAnswer {
  return {
    status: 200,
    body: {
      access_token: tokens.accessToken,
      token_type: 'Bearer',
      expires_in: tokens.expiresInSeconds,
      ...(tokens.refreshToken === undefined ? {} : { refresh_token: tokens.refreshToken }),
      scope: tokens.scopes.join(' '),
    },
  };
}

function standardRefusal(refusal: Refusal): DialectAnswer {
  const error = refusal.startsWith('dead_') ? 'invalid_grant' : refusal;
  return { status: error === 'invalid_client' ? 401 : 400, body: { error } };
}
