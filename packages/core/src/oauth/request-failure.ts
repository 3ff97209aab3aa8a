import { SidecarError } from '../errors.ts';
import { aborted } from './aborted.ts';
import { LimitReached } from './within-limit.ts';

/** Says in our words why a request to a provider's endpoint brought no answer. Not retryable: it may have been received. */
export function requestFailure(
  integration: { readonly id: string; readonly name: string },
  error: unknown,
  signal: AbortSignal | undefined,
): SidecarError {
  if (SidecarError.isInstance(error)) return error;
  if (signal?.aborted) return aborted(integration);
  const slow = error instanceof LimitReached;
  const message = slow
    ? `${integration.name} did not answer in time.`
    : `${integration.name} could not be reached.`;
  return new SidecarError(slow ? 'timeout' : 'network', message, {
    integration: integration.id,
    nextAction: `Check the network, then connect ${integration.name} again.`,
    retryable: false,
    cause: error,
  });
}
