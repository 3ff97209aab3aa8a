import type { AuthorizationDialect } from '../authorization-dialect.ts';
import { standardDialect } from '../standard-dialect.ts';

/** Google: one refresh token for long, given at the first consent only; revoking anything ends the whole grant. */
export const googleDialect: AuthorizationDialect = {
  ...standardDialect,
  paths: { authorize: '/o/oauth2/v2/auth', token: '/token', revoke: '/revoke' },
  client: { id: 'google-client', secret: 'google-secret' },
  clientAuthentication: 'post',
  offline: { parameters: { access_type: 'offline' }, again: { prompt: 'consent' } },
  rotation: 'never',
  revocation: 'grant',
};
