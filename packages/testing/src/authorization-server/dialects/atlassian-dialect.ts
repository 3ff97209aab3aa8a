import type { AuthorizationDialect } from '../authorization-dialect.ts';
import { refused } from '../refused.ts';
import { standardDialect } from '../standard-dialect.ts';

/** Atlassian: form or JSON, no PKCE; a dead refresh token is a 403, and no refresh token without `offline_access`. */
export const atlassianDialect: AuthorizationDialect = {
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
