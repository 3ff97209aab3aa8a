import type { Clock } from '../clock.ts';
import type { Connection } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { ExistingGrantAuthorizer } from './authorizer.ts';
import type { ConnectRequest } from './connect-request.ts';
import type { FoundMethod } from './found-method.ts';
import type { CompletedGrant } from './grant.ts';
import { readGrantAnswer } from './grant-answer.ts';
import { requireClient } from './oauth-client.ts';
import { requestFailure } from './request-failure.ts';
import { requestGrant } from './request-grant.ts';
import { requireSecureEndpoints } from './start-auth-flow.ts';

interface ExistingGrantConnect extends ConnectRequest {
  readonly target: FoundMethod;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly completeGrant: (grant: CompletedGrant, signal?: AbortSignal) => Promise<Connection>;
}

/** Connects with a refresh token that another program was given, after asking the provider whether it is alive. */
export async function connectByExistingGrant(
  authorizer: ExistingGrantAuthorizer,
  connect: ExistingGrantConnect,
): Promise<Connection> {
  const { target, user, account, fetch, clock, signal } = connect;
  const { plugin, name: auth, method } = target;
  const refreshToken = authorizer.readRefreshToken();
  if (typeof refreshToken !== 'string' || refreshToken === '') {
    throw new SidecarError('invalid_input', `${plugin.name} cannot be connected without a refresh token.`, {
      integration: plugin.id,
    });
  }
  const client = requireClient(plugin, method);
  requireSecureEndpoints(plugin, method);
  const request = { integration: plugin, method, client, fetch, clock, signal };
  const { answer, sentAt } = await requestGrant(request, 'refresh_token', {
    refresh_token: refreshToken,
  }).catch((error: unknown) => {
    throw requestFailure(plugin, error, signal);
  });
  const obtained = readGrantAnswer({ integration: plugin, method, answer, sentAt });
  // A refresh that answers no new refresh token leaves the old one in force.
  const tokens = { ...obtained, refreshToken: obtained.refreshToken ?? refreshToken };
  const requestedScopes = authorizer.scopes ?? method.scopes;
  const grant = { user, account, integration: plugin.id, auth, tokens, requestedScopes };
  return connect.completeGrant({ ...grant, clientId: client.id, isTakenOver: true }, signal);
}
