import type { SidecarError } from '../errors.ts';
import type { RefreshContext } from './refresh-context.ts';
import { refreshTimeoutError } from './token-errors.ts';

/** The error of a caller who has waited for somebody else's request in vain; who comes soon after is refused at once. */
export function waitedInVain(context: RefreshContext): SidecarError {
  const { cell, clock, limits } = context;
  cell.refuseUntil = clock.monotonic() + limits.stalenessMs;
  return refreshTimeoutError(context);
}
