import { SidecarError } from '../errors.ts';
import type { ObtainedTokens } from '../tokens/token-answer.ts';
import { aborted } from './aborted.ts';
import type { DeviceAuthorization } from './device-answer.ts';
import { readGrantAnswer } from './grant-answer.ts';
import { type GrantRequest, requestGrant } from './request-grant.ts';
import type { EndpointAnswer } from './token-endpoint.ts';
import { tokenErrorCode } from './token-error.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const longestIntervalMs = 60_000;

/** Asks again and again until the person has decided, as slowly as the provider wants (RFC 8628 section 3.5). */
export async function pollForTokens(
  request: GrantRequest,
  device: DeviceAuthorization,
): Promise<ObtainedTokens> {
  const { integration, method, clock, signal } = request;
  const { expiresAt } = device.prompt;
  let { intervalMs } = device;
  while (clock.now() + intervalMs < expiresAt) {
    await clock.sleep(intervalMs, signal ? { signal } : {}).catch(() => {
      throw aborted(integration);
    });
    // Asking again does no harm here: the code stays good until tokens were issued for it.
    const granted = await requestGrant(request, deviceGrant, { device_code: device.deviceCode }).catch(() => {
      if (signal?.aborted) throw aborted(integration);
      return undefined;
    });
    const error = granted && tokenErrorCode(method, granted.answer.body);
    if (error === 'expired_token') break;
    if (granted && error !== 'authorization_pending' && !wantsSlower(granted.answer, error))
      return readGrantAnswer({ integration, method, ...granted });
    if (!granted || isOutage(granted.answer)) intervalMs = Math.min(intervalMs * 2, longestIntervalMs);
    else if (error === 'slow_down') intervalMs += 5000;
  }
  throw new SidecarError('timeout', `The code for ${integration.name} expired before it was entered.`, {
    integration: integration.id,
    nextAction: `Connect ${integration.name} again and enter the new code.`,
    retryable: false,
  });
}

function wantsSlower(answer: EndpointAnswer, error: string | undefined): boolean {
  return error === 'slow_down' || isOutage(answer);
}

function isOutage({ status }: EndpointAnswer): boolean {
  return status === 429 || status >= 500;
}
