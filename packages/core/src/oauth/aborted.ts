import { SidecarError } from '../errors.ts';

/** The error of a connection attempt that the caller gave up. */
export function aborted(integration: { readonly id: string; readonly name: string }): SidecarError {
  return new SidecarError('aborted', `Connecting ${integration.name} was cancelled.`, {
    integration: integration.id,
    nextAction: 'Connect again when you are ready.',
  });
}
