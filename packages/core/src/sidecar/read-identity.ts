import { SidecarError } from '../errors.ts';
import type { AnyPlugin, Identity } from '../plugin.ts';

/** What a plugin's `identify` answered, checked: it is compared and stored, and many providers' ids are numbers. */
export function readIdentity(plugin: AnyPlugin, answer: unknown): Identity {
  const { id, label }: { id?: unknown; label?: unknown } =
    typeof answer === 'object' && answer !== null ? answer : {};
  const name = typeof id === 'number' && Number.isFinite(id) ? String(id) : id;
  if (typeof name === 'string' && name !== '')
    return { id: name, label: typeof label === 'string' && label !== '' ? label : name };
  throw new SidecarError('invalid_response', `${plugin.name} did not say whose account it is.`, {
    integration: plugin.id,
  });
}
