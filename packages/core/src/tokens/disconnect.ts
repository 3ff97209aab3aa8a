import type { Clock } from '../clock.ts';
import { revokeTokens } from '../oauth/revocation.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import { type ConnectionKey, recordKey } from './connection-key.ts';
import { grantSharers } from './grant-sharers.ts';
import type { RecordStore, Snapshot } from './record-store.ts';
import type { RefreshContext } from './refresh-context.ts';
import type { TokenRecord } from './token-record.ts';
import { withLease } from './with-lease.ts';

const revocationLimitMs = 5_000;

/** What a disconnect did at the provider. */
export interface Disconnected {
  /** Whether the provider confirmed that the access is gone. */
  readonly revoked: boolean;
  /** Connections whose access ends with a revocation at the provider; while there are any, nothing is revoked. */
  readonly alsoAffects: readonly ConnectionKey[];
  /** Where a person can end it themselves. */
  readonly manualUrl?: string;
}

/** What ending a grant needs beside the refresh context. */
export interface RevocationPorts {
  readonly factsOf: (integration: string) => ConnectionFacts | undefined;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** Revokes at the provider and deletes here; wins against a refresh under way. */
export async function disconnect(context: RefreshContext, ports: RevocationPorts): Promise<Disconnected> {
  const { key, records, cell } = context;
  const result = await withLease(context, async () => {
    const stored = await records.read(key);
    if (!stored) return { revoked: false, alsoAffects: [] };
    const ended = await endGrant(stored.record, { key, records, ...ports });
    await removeGrant(records, key, stored);
    return ended;
  });
  for await (const name of records.keys(`${recordKey(key)}/`)) {
    await records.removeUnread({
      ...key,
      credential: decodeURIComponent(name.slice(recordKey(key).length + 1)),
    });
  }
  cell.distrust();
  context.changed();
  return result;
}

/** Deletes the grant also when a refresh has given it a new version meanwhile; another grant is left alone. */
async function removeGrant(records: RecordStore, key: ConnectionKey, stored: Snapshot): Promise<void> {
  let current: Snapshot | undefined = stored;
  while (current && current.record.grantId === stored.record.grantId) {
    if (await records.remove(key, current.version)) return;
    current = await records.read(key);
  }
}

/** Revokes what can be revoked without ending somebody else's access. Never rejects for what a provider does. */
export async function endGrant(
  record: TokenRecord,
  options: { readonly key: ConnectionKey; readonly records: RecordStore } & RevocationPorts,
): Promise<Disconnected> {
  const { key, factsOf, fetch, clock } = options;
  const facts = factsOf(key.integration);
  const method = facts?.method(record.auth);
  const client = method?.kind === 'oauth2' ? facts?.client(method) : undefined;
  if (method?.kind !== 'oauth2' || method.revocation === 'none' || !client)
    return { revoked: false, alsoAffects: [] };
  const { manualUrl } = method.revocation;
  const manual = manualUrl === undefined ? {} : { manualUrl };
  // Tokens of another environment must not travel to this one's revocation endpoint.
  if (record.belongsTo.tokenUrl !== method.tokenUrl) return { revoked: false, alsoAffects: [], ...manual };
  const alsoAffects = await grantSharers({ ...options, record, method });
  if (alsoAffects.length > 0) return { revoked: false, alsoAffects, ...manual };
  const limit = new AbortController();
  const done = new AbortController();
  clock.sleep(revocationLimitMs, { signal: done.signal }).then(
    () => limit.abort(),
    () => undefined,
  );
  const { accessToken, refreshToken } = record;
  const { revoked } = await revokeTokens({
    method,
    client,
    accessToken,
    refreshToken,
    fetch,
    signal: limit.signal,
  });
  done.abort();
  return { revoked, alsoAffects: [], ...(revoked ? {} : manual) };
}
