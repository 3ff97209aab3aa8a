import type { AuthorizationDialect } from '../authorization-dialect.ts';
import { standardDialect } from '../standard-dialect.ts';

/** GitLab: a refresh names the redirect URI, and both old tokens die with it. */
export const gitlabDialect: AuthorizationDialect = {
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
