import type { AuthorizationDialect } from '../authorization-dialect.ts';
import { standardDialect } from '../standard-dialect.ts';

/** Notion: JSON bodies with Basic, tokens without an expiry, a workspace in each answer. */
export const notionDialect: AuthorizationDialect = {
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
