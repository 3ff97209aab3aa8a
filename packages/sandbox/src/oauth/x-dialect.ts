import type { Dialect, DialectAnswer, OAuthFailure } from './dialect.ts';
import { webApp } from './web-app.ts';

/** The sandbox's confidential app at X, which authenticates with Basic. */
export const xClient = { id: 'sandbox-x-confidential', secret: 'sandbox-x-secret' };

/** The sandbox's public app at X, which has no secret. */
export const xPublicClient = { id: 'sandbox-x-public' };

const scopes: Readonly<Record<string, string>> = {
  'tweet.read': 'See posts',
  'tweet.write': 'Post and repost for you',
  'users.read': 'See your profile and those of others',
  'dm.read': 'Read your direct messages',
  'dm.write': 'Send direct messages for you',
  'follows.read': 'See whom you follow',
  'like.read': 'See what you liked',
  'offline.access': 'Stay connected until you revoke it',
};

function translateFailure({ error, description, grantType }: OAuthFailure): DialectAnswer {
  if (error === 'invalid_client') {
    // X says "unauthorized_client" for a missing and for a wrong Basic header alike.
    const body = { error: 'unauthorized_client', error_description: 'Missing valid authorization header' };
    return { status: 401, body };
  }
  if (error === 'invalid_grant') {
    const value = grantType === 'refresh_token' ? 'token' : 'authorization code';
    const body = {
      error: 'invalid_request',
      error_description: `Value passed for the ${value} was invalid.`,
    };
    return { status: 400, body };
  }
  return { status: 400, body: { error, error_description: description } };
}

/** X's authorization server, with the redirect URIs that the sandbox's apps have registered. */
export function xDialect(redirectUris: readonly string[]): Dialect {
  const app = webApp(redirectUris);
  return {
    id: 'x',
    name: 'X',
    routes: {
      authorization: '/i/oauth2/authorize',
      token: '/2/oauth2/token',
      revocation: '/2/oauth2/revoke',
    },
    scopes,
    clients: [
      {
        ...app,
        client_id: xClient.id,
        client_secret: xClient.secret,
        client_name: 'Sandbox app',
      },
      {
        ...app,
        client_id: xPublicClient.id,
        client_name: 'Sandbox public app',
        token_endpoint_auth_method: 'none',
      },
    ],
    accessTokenLifetimeSeconds: 7200,
    rotatesRefreshTokens: true,
    requiresPkce: true,
    requiresBasic: true,
    revocationEndsGrant: false,
    granularConsent: false,
    sendsIssuer: false,
    refreshToken: { scope: 'offline.access' },
    extraParameters: [],
    translateFailure,
    translateAnswer: (body) => ('token_type' in body ? { ...body, token_type: 'bearer' } : body),
  };
}
