import { type OAuth2, type OAuthClient, oauth2 } from '@sidecar/core';

/** Where X is; a sandbox or a proxy gives its own. */
export interface TwitterEndpoints {
  readonly authUrl?: string;
  readonly tokenUrl?: string;
  readonly revocationUrl?: string;
  /** What stands before `/2` in the API's addresses. */
  readonly apiUrl?: string;
}

/** The scopes that the tools need, and `offline.access` for the refresh token. */
export const twitterScopes = [
  'tweet.read',
  'tweet.write',
  'users.read',
  'dm.read',
  'offline.access',
] as const;

/**
 * X as an OAuth 2.0 provider. Confidential apps authenticate with Basic, public ones send their client id in the body.
 * @see https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
 */
export function twitterAuth(options: {
  readonly endpoints: TwitterEndpoints;
  readonly scopes: readonly string[];
  readonly getClient?: () => OAuthClient | undefined;
}): OAuth2 {
  const { endpoints, scopes, getClient } = options;
  return oauth2({
    authUrl: endpoints.authUrl ?? 'https://x.com/i/oauth2/authorize',
    tokenUrl: endpoints.tokenUrl ?? 'https://api.x.com/2/oauth2/token',
    revocation: {
      url: endpoints.revocationUrl ?? 'https://api.x.com/2/oauth2/revoke',
      scope: 'token',
      manualUrl: 'https://x.com/settings/connected_apps',
    },
    scopes,
    pkce: 'S256',
    clientAuth: 'client_secret_basic',
    client: 'either',
    clientEnvironment: { id: 'X_CLIENT_ID', secret: 'X_CLIENT_SECRET' },
    ...(getClient ? { getClient } : {}),
    // Callback URLs are compared exactly, port included, and the word localhost is refused.
    redirect: { hosts: ['127.0.0.1'], port: 'fixed' },
    rotation: 'always',
    refreshToken: 'required',
    // A used, revoked or expired refresh token is answered with "Value passed for the token was invalid."
    finalRefreshErrors: ['invalid_grant', { status: 400, error: 'invalid_request' }],
  });
}
