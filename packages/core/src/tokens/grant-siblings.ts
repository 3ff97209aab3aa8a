import { type ConnectionKey, recordKey } from './connection-key.ts';
import type { RecordStore, Snapshot } from './record-store.ts';

/** The further credentials of a connection (Slack's user token); those that cannot be read are passed over. */
export async function grantSiblings(
  records: RecordStore,
  { user, integration, account }: ConnectionKey,
): Promise<readonly { readonly key: ConnectionKey; readonly snapshot: Snapshot }[]> {
  const prefix = `${recordKey({ user, integration, account })}/`;
  const siblings: { key: ConnectionKey; snapshot: Snapshot }[] = [];
  for await (const name of records.keys(prefix)) {
    const key = { user, integration, account, credential: decodeURIComponent(name.slice(prefix.length)) };
    const snapshot = await records.read(key).catch(() => undefined);
    if (snapshot) siblings.push({ key, snapshot });
  }
  return siblings;
}

/** Deletes a grant's record, also when a refresh has given it a new version meanwhile; another grant is left alone. */
export async function removeGrant(records: RecordStore, key: ConnectionKey, grantId: string): Promise<void> {
  for (;;) {
    const current = await records.read(key);
    if (current?.record.grantId !== grantId) return;
    if (await records.remove(key, current.version)) return;
  }
}
