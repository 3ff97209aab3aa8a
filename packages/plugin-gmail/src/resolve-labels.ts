import { SidecarError } from '@sidecar/core';
import type { GmailLabel } from './calls/label-calls.ts';
import type { GmailClient } from './gmail-client.ts';

/** Labels as they were asked for. */
export interface NamedLabels {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Whether a label that is not there is made, when it is to be added. */
  readonly createMissing: boolean;
}

/** Finds the ids of labels by their names; capitals do not matter, to Gmail neither. */
export async function resolveLabels(
  client: GmailClient,
  { add, remove, createMissing }: NamedLabels,
  signal: AbortSignal,
): Promise<{ readonly add: string[]; readonly remove: string[] }> {
  if (add.length + remove.length === 0) return { add: [], remove: [] };
  const known = await client.labels(signal);
  const removed = remove.map((name) => find(known, name) ?? missing('remove_labels', name, known));
  const found = add.map((name) => ({ name, label: find(known, name) }));
  const lacking = found.find(({ label }) => !label);
  if (lacking && !createMissing) missing('add_labels', lacking.name, known);
  const added: string[] = [];
  for (const { name, label } of found) {
    added.push((label ?? (await client.createLabel(name.trim(), signal))).id);
  }
  return { add: added, remove: removed.map(({ id }) => id) };
}

function find(labels: readonly GmailLabel[], name: string): GmailLabel | undefined {
  const wanted = name.trim().toLowerCase();
  return (
    labels.find((label) => label.name.toLowerCase() === wanted) ??
    labels.find((label) => label.id.toLowerCase() === wanted)
  );
}

function missing(field: string, name: string, known: readonly GmailLabel[]): never {
  const names = known.slice(0, 50).map((label) => label.name);
  const message = `there is no label "${name.slice(0, 100)}"`;
  throw new SidecarError('invalid_input', `${field}: ${message}.`, {
    integration: 'gmail',
    fields: [{ path: field, message }],
    nextAction: `Use one of: ${names.join(', ')}${known.length > names.length ? ', …' : ''}.`,
  });
}
