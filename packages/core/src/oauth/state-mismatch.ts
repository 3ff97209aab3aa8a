import { SidecarError } from '../errors.ts';

/** A callback that is not the answer to a authorization of this person in this browser; nothing was exchanged. */
export function stateMismatch(message: string, integration?: { readonly id: string }): SidecarError {
  return new SidecarError('state_mismatch', message, {
    ...(integration ? { integration: integration.id } : {}),
    nextAction: 'Start the connection again, and finish it in the same browser within 10 minutes.',
  });
}
