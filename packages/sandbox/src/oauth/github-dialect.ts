import type { Dialect, DialectAnswer, OAuthFailure } from './dialect.ts';

/** The sandbox's GitHub App: tokens of eight hours, refresh tokens that work once, permissions instead of scopes. */
export const githubAppClient = { id: 'Iv23sandboxGithubApp', secret: 'sandbox-github-app-secret' };

/** The same kind of app on a person's own machine, where it has no secret and only the device flow. */
export const githubPublicClient = { id: 'Iv23sandboxPublicApp' };

/** The sandbox's OAuth App: scopes, and tokens without an end. */
export const githubOAuthAppClient = { id: 'Ov23sandboxOauthApp', secret: 'sandbox-github-oauth-secret' };

/** Clients whose tokens expire and can be refreshed. */
const githubApps = [githubAppClient.id, githubPublicClient.id];

const scopes: Readonly<Record<string, string>> = {
  repo: 'Full control of repositories, private ones too',
  public_repo: 'Read and write public repositories',
  workflow: 'Update workflow files',
  'read:org': 'See organisations and teams',
  'read:user': 'See your profile',
  'user:email': 'See your e-mail addresses',
};

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

const failures: Readonly<Record<string, readonly [error: string, description: string]>> = {
  invalid_client: [
    'incorrect_client_credentials',
    'The client_id and/or client_secret passed are incorrect.',
  ],
  unsupported_grant_type: ['unsupported_grant_type', 'The grant type is not supported.'],
  slow_down: ['slow_down', 'Too many requests have been made in the same timeframe.'],
  authorization_pending: ['authorization_pending', 'The authorization request is still pending.'],
  expired_token: ['expired_token', 'The device code has expired.'],
  access_denied: ['access_denied', 'The authorization request was denied.'],
};

const deadGrants: Readonly<Record<string, readonly [error: string, description: string]>> = {
  refresh_token: ['bad_refresh_token', 'The refresh token passed is incorrect or expired.'],
  [deviceGrant]: ['incorrect_device_code', 'The device_code provided is not valid.'],
};

/** GitHub says everything with status 200. */
function translateFailure({ error, description, grantType }: OAuthFailure): DialectAnswer {
  const dead = deadGrants[grantType ?? ''] ?? [
    'bad_verification_code',
    'The code passed is incorrect or expired.',
  ];
  const [code, words] = (error === 'invalid_grant' ? dead : failures[error]) ?? [error, description];
  const body = { error: code, error_description: words, error_uri: 'https://docs.github.com/' };
  return { status: 200, body };
}

function translateAnswer(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { verification_uri_complete: _complete, id_token: _identity, ...answer } = body;
  if ('device_code' in answer) return { ...answer, interval: 5 };
  if (!('access_token' in answer)) return answer;
  const { expires_in: lifetime, refresh_token: refreshToken, scope = '', ...rest } = answer;
  if (refreshToken === undefined)
    return { ...rest, token_type: 'bearer', scope: String(scope).replaceAll(' ', ',') };
  return {
    ...rest,
    token_type: 'bearer',
    scope: '',
    expires_in: lifetime,
    refresh_token: refreshToken,
    refresh_token_expires_in: 15_897_600,
  };
}

/** Where the apps may send people back to: any port of this machine, or one web host; paths below the registered one. */
function acceptsRedirect(redirectUri: string): boolean {
  const url = URL.parse(redirectUri);
  if (url?.username !== '' || url.hash !== '') return false;
  const isRegistered = [
    'http://127.0.0.1',
    'http://[::1]',
    'http://localhost',
    'https://app.example',
  ].includes(`${url.protocol}//${url.hostname}`);
  return isRegistered && /^\/callback\/github(?:\/|$)/.test(url.pathname);
}

const webApp = {
  application_type: 'native' as const,
  response_types: ['code' as const],
  redirect_uris: ['http://127.0.0.1/callback/github'],
  token_endpoint_auth_method: 'client_secret_post' as const,
};

/** GitHub's authorization server. https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps */
export const githubDialect: Dialect = {
  id: 'github',
  name: 'GitHub',
  routes: {
    authorization: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    deviceAuthorization: '/login/device/code',
    deviceVerification: '/login/device',
  },
  scopes,
  clients: [
    {
      ...webApp,
      client_id: githubAppClient.id,
      client_secret: githubAppClient.secret,
      client_name: 'Sandbox GitHub App',
      grant_types: ['authorization_code', 'refresh_token', deviceGrant],
    },
    {
      ...webApp,
      client_id: githubOAuthAppClient.id,
      client_secret: githubOAuthAppClient.secret,
      client_name: 'Sandbox OAuth App',
      grant_types: ['authorization_code', deviceGrant],
    },
    {
      application_type: 'native',
      client_id: githubPublicClient.id,
      client_name: 'Sandbox GitHub App on a laptop',
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'none',
      grant_types: ['refresh_token', deviceGrant],
    },
  ],
  accessTokenLifetimeSeconds: 28_800,
  rotatesRefreshTokens: true,
  refreshEndsAccessToken: true,
  formUnlessJsonIsAsked: true,
  requiresPkce: false,
  requiresBasic: false,
  revocationEndsGrant: false,
  granularConsent: false,
  sendsIssuer: false,
  refreshToken: { clients: githubApps },
  extraParameters: ['allow_signup'],
  acceptsRedirect,
  translateFailure,
  translateAnswer,
};
