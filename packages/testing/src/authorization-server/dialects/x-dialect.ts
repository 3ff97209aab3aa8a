import type { AuthorizationDialect } from '../authorization-dialect.ts';
import { refused } from '../refused.ts';
import { standardDialect } from '../standard-dialect.ts';

/** X: single-use refresh tokens with `offline.access`; what is dead is answered as `invalid_request`, a client without Basic as `unauthorized_client`. */
export const xDialect: AuthorizationDialect = {
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
