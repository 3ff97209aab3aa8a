import { SidecarError } from '../errors.ts';
import { findSidecarError } from '../http/find-sidecar-error.ts';
import { errorFromStatus } from '../http/status-error.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { Effect } from '../tool.ts';

/** Whatever a plugin or its vendor SDK threw, as our error; `what` names what failed. */
export function pluginFailure(
  error: unknown,
  {
    plugin,
    what,
    effect = 'read',
  }: { readonly plugin: AnyPlugin; readonly what: string; readonly effect?: Effect },
): SidecarError {
  const known = findSidecarError(error) ?? ownWords(error, plugin);
  if (known) return known;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (typeof status === 'number' && status >= 400) {
    return errorFromStatus({ integration: { id: plugin.id, name: plugin.name }, status, effect });
  }
  return new SidecarError('internal', `${plugin.name}'s ${what} failed unexpectedly.`, {
    integration: plugin.id,
    cause: error,
    ...unknownOutcome(plugin, effect),
  });
}

/** After a write that ended unclearly nobody may do it again without looking. */
export function unknownOutcome(plugin: AnyPlugin, effect: Effect) {
  if (effect === 'read') return {};
  return {
    outcome: 'unknown',
    nextAction: `Check in ${plugin.name} whether it was done before trying again.`,
  } as const;
}

function ownWords(error: unknown, plugin: AnyPlugin): SidecarError | undefined {
  try {
    return plugin.toSidecarError?.(error);
  } catch {
    // A plugin that fails over its own errors has nothing to add.
    return undefined;
  }
}
