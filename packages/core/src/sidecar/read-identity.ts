import { SidecarError } from '../errors.ts';
import type { AnyPlugin, Identity } from '../plugin.ts';

/** What a plugin's `identify` answered, checked: it is compared and stored, and many providers' ids are numbers. */
export function readIdentity(plugin: AnyPlugin, answer: unknown): Identity {
  const { id, label, tenant }: { id?: unknown; label?: unknown; tenant?: unknown } =
    typeof answer === 'object' && answer !== null ? answer : {};
  const name = asText(id);
  const owner = asText(tenant);
  if (name !== undefined)
    return { id: name, label: asText(label) ?? name, ...(owner === undefined ? {} : { tenant: owner }) };
  throw new SidecarError('invalid_response', `${plugin.name} did not say whose account it is.`, {
    integration: plugin.id,
  });
}

function asText(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
