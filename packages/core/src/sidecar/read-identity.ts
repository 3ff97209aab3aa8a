import { SidecarError } from '../errors.ts';
import type { AnyPlugin, Identity } from '../plugin.ts';

/** What a plugin's `identify` answered, checked: it is compared and stored, and many providers' ids are numbers. */
export function readIdentity(plugin: AnyPlugin, answer: unknown): Identity {
  const { id, label, tenant }: { id?: unknown; label?: unknown; tenant?: unknown } =
    typeof answer === 'object' && answer !== null ? answer : {};
  const name = typeof id === 'number' && Number.isFinite(id) ? String(id) : id;
  if (isText(name))
    return { id: name, label: isText(label) ? label : name, ...(isText(tenant) ? { tenant } : {}) };
  throw new SidecarError('invalid_response', `${plugin.name} did not say whose account it is.`, {
    integration: plugin.id,
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
