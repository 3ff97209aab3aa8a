import type { Clock } from '../clock.ts';
import type { Connection } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { ObtainedTokens } from '../tokens/token-answer.ts';
import { aborted } from './aborted.ts';
import type { DeviceAuthorizer } from './authorizer.ts';
import type { ConnectRequest } from './connect-request.ts';
import { type DeviceAuthorization, readDeviceAnswer } from './device-answer.ts';
import type { FoundMethod } from './found-method.ts';
import type { CompletedGrant } from './grant.ts';
import { readGrantAnswer } from './grant-answer.ts';
import { requireClient } from './oauth-client.ts';
import { pollForTokens } from './poll-for-tokens.ts';
import { requestFailure } from './request-failure.ts';
import type { GrantRequest } from './request-grant.ts';
import { requireSecureEndpoints } from './start-auth-flow.ts';
import { requestDeviceCode } from './token-endpoint.ts';
import { withinLimit } from './within-limit.ts';

const deviceRequestLimitMs = 30_000;

interface DeviceConnect extends ConnectRequest {
  readonly target: FoundMethod;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly completeGrant: (grant: CompletedGrant, signal?: AbortSignal) => Promise<Connection>;
}

/** Connects by a code that the person types at the provider, on any device (RFC 8628). */
export async function connectByDevice(
  authorizer: DeviceAuthorizer,
  connect: DeviceConnect,
): Promise<Connection> {
  const { target, user, account, fetch, clock, signal } = connect;
  const { plugin, name: auth, method } = target;
  const requestedScopes = connect.scopes ?? method.scopes;
  if (method.deviceAuthorizationUrl === undefined) throw noDeviceFlow(plugin);
  const client = requireClient(plugin, method);
  requireSecureEndpoints(plugin, method);
  const request: GrantRequest = { integration: plugin, method, client, fetch, clock, signal };
  const device = await beginDevice(request, method.deviceAuthorizationUrl, requestedScopes);
  await authorizer.show(device.prompt);
  const tokens: ObtainedTokens = await pollForTokens(request, device);
  return connect.completeGrant(
    { user, integration: plugin.id, account, auth, tokens, requestedScopes, clientId: client.id },
    signal,
  );
}

async function beginDevice(
  request: GrantRequest,
  url: string,
  scopes: readonly string[],
): Promise<DeviceAuthorization> {
  const { integration, method, client, fetch, clock, signal } = request;
  if (signal?.aborted) throw aborted(integration);
  const parameters: Record<string, string> =
    scopes.length > 0 ? { scope: scopes.join(method.scopeSeparator ?? ' ') } : {};
  const sentAt = clock.now();
  const limit = { clock, durationMs: deviceRequestLimitMs, signal };
  const answer = await withinLimit(limit, (inTime) =>
    requestDeviceCode({ method, client, parameters, fetch, url, signal: inTime }),
  ).catch((error: unknown) => {
    throw requestFailure(integration, error, signal);
  });
  const device = answer.status === 200 ? readDeviceAnswer(answer.body, sentAt) : undefined;
  if (device) return device;
  // It holds no tokens either way, so this names what went wrong.
  readGrantAnswer({ integration, method, answer, sentAt });
  throw new SidecarError('invalid_response', `${integration.name} answered without a device code.`, {
    integration: integration.id,
  });
}

function noDeviceFlow(plugin: FoundMethod['plugin']): SidecarError {
  return new SidecarError('not_supported', `${plugin.name} has no authorization by device code.`, {
    integration: plugin.id,
    nextAction: 'Connect with loopback() or pasteUrl() instead.',
  });
}
