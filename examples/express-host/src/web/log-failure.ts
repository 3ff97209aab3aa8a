import { type Logger, SidecarError } from '@sidecar/core';
import { failureOf } from './failure.ts';

/** Logs what is not the caller's fault, with what only the operator may know. */
export function logFailure(
  logger: Logger,
  request: { readonly method: string; readonly path: string },
  error: unknown,
): void {
  if (failureOf(error).status < 500) return;
  // A SidecarError is safe to log as JSON, and its safe copy of a cause makes any other error so.
  const safe = SidecarError.isInstance(error)
    ? error
    : new SidecarError('internal', 'An unexpected error.', { cause: error });
  logger.error(`${request.method} ${request.path} ${JSON.stringify(safe)}`);
}
