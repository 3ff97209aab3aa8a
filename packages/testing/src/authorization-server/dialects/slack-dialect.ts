import type { AuthorizationDialect } from '../authorization-dialect.ts';
import { renamedRefusals } from '../renamed-refusals.ts';
import { standardDialect } from '../standard-dialect.ts';

/** Slack: a bot's and a user's token, each renewed on its own; everything is said with status 200. */
export const slackDialect: AuthorizationDialect = {
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
  refuse: renamedRefusals(
    200,
    { ok: false },
    {
      invalid_client: 'bad_client_secret',
      dead_code: 'invalid_code',
      dead_refresh_token: 'invalid_refresh_token',
    },
  ),
};
