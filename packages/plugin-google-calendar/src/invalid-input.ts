import { SidecarError } from '@sidecar/core';
import { integration } from './google-calendar-errors.ts';

/** The error for input that only looking closer, or at Google, shows to be wrong. */
export function invalidInput(field: string, message: string, nextAction?: string): SidecarError {
  return new SidecarError('invalid_input', `${field}: ${message}.`, {
    integration,
    fields: [{ path: field, message }],
    ...(nextAction === undefined ? {} : { nextAction }),
  });
}
