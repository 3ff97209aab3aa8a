import type { AuthorizationDialect, DialectAnswer, Refusal } from './authorization-dialect.ts';
import { standardDialect } from './standard-dialect.ts';

/** Google: one refresh token for long, given at the first consent only; revoking anything ends the whole grant. */
const google: AuthorizationDialect = {
  ...standardDialect,
  paths: { authorize: '/o/oauth2/v2/auth', token: '/token', revoke: '/revoke' },
  client: { id: 'google-client', secret: 'google-secret' },
  clientAuthentication: 'post',
  offline: { parameters: { access_type: 'offline' }, again: { prompt: 'consent' } },
  rotation: 'never',
  revocation: 'grant',
};

/** X: single-use refresh tokens with `offline.access`; what is dead is answered as `invalid_request`, a client without Basic as `unauthorized_client`. */
const xDialect: AuthorizationDialect = {
  ...standardDialect,
  paths: { authorize: '/i/oauth2/authorize', token: '/2/oauth2/token', revoke: '/2/oauth2/revoke' },
  client: { id: 'x-client', secret: 'x-secret' },
  loopbackPort: 'fixed',
  offline: { scope: 'offline.access' },
  lifetimeSeconds: 7200,
  refuse: (refusal) => {
    if (refusal === 'dead_refresh_token')
      return refused(400, 'invalid_request', 'Value passed for the token was invalid.');
    if (refusal === 'dead_code')
      return refused(400, 'invalid_request', 'Value passed for the authorization code was invalid.');
    if (refusal === 'invalid_client')
      return refused(401, 'unauthorized_client', 'Missing valid authorization header');
    return standardDialect.refuse(refusal);
  },
};

/** Slack: a bot's and a user's token, each renewed on its own; everything is said with status 200. */
const slack: AuthorizationDialect = {
  ...standardDialect,
  paths: { authorize: '/oauth/v2/authorize', token: '/api/oauth.v2.access', revoke: '/api/auth.revoke' },
  client: { id: 'slack-client', secret: 'slack-secret' },
  pkce: 'none',
  loopbackPort: 'fixed',
  scopeSeparator: ',',
  otherCredentials: ['user'],
  lifetimeSeconds: 43_200,
  grant: ({ others: { user }, credential, person, ...bot }) => ({
    status: 200,
    body: {
      ok: true,
      access_token: bot.accessToken,
      refresh_token: bot.refreshToken,
      expires_in: bot.expiresInSeconds,
      token_type: credential === 'user' ? 'user' : 'bot',
      scope: bot.scopes.join(','),
      team: { id: 'T0TEST', name: 'Test' },
      ...(user && {
        authed_user: {
          id: person,
          access_token: user.accessToken,
          refresh_token: user.refreshToken,
          expires_in: user.expiresInSeconds,
          token_type: 'user',
          scope: user.scopes.join(','),
        },
      }),
    },
  }),
  refuse: renamed(
    200,
    { ok: false },
    {
      invalid_client: 'bad_client_secret',
      dead_code: 'invalid_code',
      dead_refresh_token: 'invalid_refresh_token',
    },
  ),
};

/** GitHub App: refusals with status 200, scopes empty, the old access token dies with a refresh. */
const github: AuthorizationDialect = {
  ...standardDialect,
  paths: {
    authorize: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    device: '/login/device/code',
  },
  client: { id: 'github-client', secret: 'github-secret' },
  clientAuthentication: 'post',
  pkce: 'optional',
  refreshEndsAccessToken: true,
  formUnlessJsonIsAsked: true,
  lifetimeSeconds: 28_800,
  grant: ({ accessToken, refreshToken, expiresInSeconds }) => ({
    status: 200,
    body: {
      access_token: accessToken,
      expires_in: expiresInSeconds,
      refresh_token: refreshToken,
      refresh_token_expires_in: 15_897_600,
      scope: '',
      token_type: 'bearer',
    },
  }),
  refuse: renamed(
    200,
    { error_uri: 'https://docs.github.com/' },
    {
      invalid_client: 'incorrect_client_credentials',
      dead_code: 'bad_verification_code',
      dead_refresh_token: 'bad_refresh_token',
    },
  ),
};

/** GitLab: a refresh names the redirect URI, and both old tokens die with it. */
const gitlab: AuthorizationDialect = {
  ...standardDialect,
  paths: {
    authorize: '/oauth/authorize',
    token: '/oauth/token',
    revoke: '/oauth/revoke',
    device: '/oauth/authorize_device',
  },
  client: { id: 'gitlab-client' },
  pkce: 'optional',
  refreshEndsAccessToken: true,
  refreshNamesRedirectUri: true,
  lifetimeSeconds: 7200,
};

/** Notion: JSON bodies with Basic, tokens without an expiry, a workspace in each answer. */
const notion: AuthorizationDialect = {
  ...standardDialect,
  paths: { authorize: '/v1/oauth/authorize', token: '/v1/oauth/token', revoke: '/v1/oauth/revoke' },
  client: { id: 'notion-client', secret: 'notion-secret' },
  requestFormat: 'json',
  pkce: 'none',
  authorizationParameters: { owner: 'user' },
  grant: ({ accessToken, refreshToken, person }) => ({
    status: 200,
    body: {
      access_token: accessToken,
      refresh_token: refreshToken,
      token_type: 'bearer',
      bot_id: '7b9d2f4e-0000-4000-8000-000000000001',
      workspace_id: '7b9d2f4e-0000-4000-8000-000000000002',
      workspace_name: 'Test',
      owner: { type: 'user', user: { object: 'user', id: person } },
    },
  }),
};

/** Atlassian: form or JSON, no PKCE; a dead refresh token is a 403, and no refresh token without `offline_access`. */
const atlassian: AuthorizationDialect = {
  ...standardDialect,
  paths: { authorize: '/authorize', token: '/oauth/token' },
  client: { id: 'atlassian-client', secret: 'atlassian-secret' },
  clientAuthentication: 'post',
  requestFormat: 'either',
  pkce: 'none',
  loopbackPort: 'fixed',
  authorizationParameters: { audience: 'api.atlassian.com', prompt: 'consent' },
  offline: { scope: 'offline_access' },
  refuse: (refusal) =>
    refusal === 'dead_refresh_token'
      ? refused(403, 'invalid_grant', 'Unknown or invalid refresh token.')
      : standardDialect.refuse(refusal),
};

/** The dialects of providers that go their own way, by the id of their integration, and `standard`. */
export const authorizationDialects = {
  standard: standardDialect,
  atlassian,
  github,
  gitlab,
  google,
  notion,
  slack,
  x: xDialect,
} as const;

function refused(status: number, error: string, description: string): DialectAnswer {
  return { status, body: { error, error_description: description } };
}

/** Refusals with one status, the provider's own words for some of them. */
function renamed(
  status: number,
  always: Readonly<Record<string, unknown>>,
  words: Readonly<Partial<Record<Refusal, string>>>,
): (refusal: Refusal) => DialectAnswer {
  return (refusal) => ({
    status,
    body: { ...always, error: words[refusal] ?? standardDialect.refuse(refusal).body.error },
  });
}
