import type { Identity } from '../plugin.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import { grantSiblings } from '../tokens/grant-siblings.ts';
import type { Services } from './services.ts';

/**
 * Writes down whose grant it is, at every credential of it. The main one comes last: as long as it lacks the name, the next
 * verification does what this one could not because somebody else wrote.
 */
export async function storeIdentity(
  { tokens: { records } }: Services,
  key: ConnectionKey,
  { grantId, identity }: { readonly grantId: string; readonly identity: Identity },
): Promise<void> {
  // The tenant is that of the main credential; the others are the person's own.
  const person = { id: identity.id, label: identity.label };
  for (const sibling of await grantSiblings(records, key)) {
    const { record, version } = sibling.snapshot;
    if (record.grantId === grantId && !record.identity)
      await records.write(sibling.key, { ...record, identity: person }, version);
  }
  const current = await records.read(key);
  if (current?.record.grantId === grantId)
    await records.write(key, { ...current.record, identity }, current.version);
}
