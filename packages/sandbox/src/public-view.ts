import type { SandboxService } from './sandbox.ts';
import type { Service } from './service.ts';

/** What a test sees of any service. */
export function publicView({ dialect, authorization, tokenLog }: Service): Omit<SandboxService, 'client'> {
  const { issuer: origin } = authorization;
  const { routes } = dialect;
  return {
    authUrl: origin + routes.authorization,
    tokenUrl: origin + routes.token,
    revocationUrl: origin + (routes.revocation ?? ''),
    ...(routes.deviceAuthorization && { deviceAuthorizationUrl: origin + routes.deviceAuthorization }),
    apiUrl: origin,
    expireAccessTokens: (login) => authorization.memory.expireAccessTokens(login),
    revokeGrants: (login) => authorization.revokeGrants(login),
    tokenRequests: () => tokenLog.list(),
  };
}
