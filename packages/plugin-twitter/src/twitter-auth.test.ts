import { expect, it } from 'vitest';
import { twitterAuth, twitterScopes } from './twitter-auth.ts';

const auth = twitterAuth({ endpoints: {}, scopes: twitterScopes });

it("asks X's own endpoints, with PKCE, for the scopes of the tools and a refresh token", () => {
  expect(auth).toMatchObject({
    authUrl: 'https://x.com/i/oauth2/authorize',
    tokenUrl: 'https://api.x.com/2/oauth2/token',
    revocation: { url: 'https://api.x.com/2/oauth2/revoke', scope: 'token' },
    pkce: 'S256',
    refreshToken: 'required',
    rotation: 'always',
  });
  expect(auth.scopes).toEqual(['tweet.read', 'tweet.write', 'users.read', 'dm.read', 'offline.access']);
});

it('serves confidential apps by Basic and public apps without a secret', () => {
  expect(auth).toMatchObject({
    client: 'either',
    clientAuth: 'client_secret_basic',
    clientEnvironment: { id: 'X_CLIENT_ID', secret: 'X_CLIENT_SECRET' },
  });
});

it('redirects to 127.0.0.1 on a registered port, since X refuses localhost and other ports', () => {
  expect(auth.redirect).toEqual({ hosts: ['127.0.0.1'], port: 'fixed' });
});

it('knows how X says that a refresh token is dead', () => {
  expect(auth.finalRefreshErrors).toContainEqual({ status: 400, error: 'invalid_request' });
  expect(auth.finalRefreshErrors).toContain('invalid_grant');
});
