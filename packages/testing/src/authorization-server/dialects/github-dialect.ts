import type { AuthorizationDialect } from '../authorization-dialect.ts';
import { renamedRefusals } from '../renamed-refusals.ts';
import { standardDialect } from '../standard-dialect.ts';

/** GitHub App: refusals with status 200, scopes empty, the old access token dies with a refresh. */
export const githubDialect: AuthorizationDialect = {
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
  refuse: renamedRefusals(
    200,
    { error_uri: 'https://docs.github.com/' },
    {
      invalid_client: 'incorrect_client_credentials',
      dead_code: 'bad_verification_code',
      dead_refresh_token: 'bad_refresh_token',
    },
  ),
};
