import { SidecarError } from '@sidecar/core';
import { nearNames } from './near-names.ts';
import { integration } from './slack-errors.ts';

/** A name that nothing has, with those that are near. */
export function unknownName(
  { kind, written }: { readonly kind: string; readonly written: string },
  names: Iterable<string>,
): SidecarError {
  const near = nearNames(written, names);
  return new SidecarError('not_found', `Slack shows this app no ${kind} called "${shown(written)}".`, {
    integration: integration.id,
    nextAction:
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Give the ${kind}'s exact name or its id.`,
  });
}

/** Nobody has written to that person yet. Slack says that it knows no such channel. */
export function noConversation(): SidecarError {
  return new SidecarError('not_found', 'Slack shows no direct conversation with that person.', {
    integration: integration.id,
    nextAction: 'Begin one with messages_send.',
  });
}

/** A person's name that several have, with their handles. */
export function ambiguousPerson(
  { field, written }: { readonly field: string; readonly written: string },
  handles: readonly string[],
): SidecarError {
  const message = `"${shown(written)}" may be ${handles.length} people in Slack: ${handles.slice(0, 10).join(', ')}.`;
  return new SidecarError('invalid_input', message, {
    integration: integration.id,
    nextAction: 'Say which one, by handle or id.',
    fields: [{ path: field, message }],
  });
}

function shown(written: string): string {
  return written.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 80);
}
