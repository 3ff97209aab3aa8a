import type { OAuth2 } from '../auth/oauth2.ts';
import { revocationEndpoint } from '../oauth/revocation-endpoint.ts';
import type { Identity } from '../plugin.ts';
import { storeKeyParts } from '../storage/keys.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import type { ConnectionKey } from './connection-key.ts';
import type { RecordStore } from './record-store.ts';
import type { TokenRecord } from './token-record.ts';

/**
 * The other connections whose tokens end when this one's are revoked: where the provider revokes the whole grant of a person
 * and client (Google, Discord), sister integrations and other labels of the same account share it.
 */
export async function grantSharers(options: {
  readonly record: TokenRecord;
  readonly method: OAuth2;
  readonly records: RecordStore;
  readonly factsOf: (integration: string) => ConnectionFacts | undefined;
}): Promise<readonly ConnectionKey[]> {
  const { record, method, records, factsOf } = options;
  if (revocationEndpoint(method)?.scope !== 'grant') return [];
  const sharers: ConnectionKey[] = [];
  for await (const name of records.keys('tokens/')) {
    const [, user, integration, account, credential] = storeKeyParts(name);
    if (user === undefined || integration === undefined || account === undefined) continue;
    // Reading a record costs a decryption; integrations of other providers cannot share the grant.
    if (!mayShare(factsOf(integration), method)) continue;
    const other = { user, integration, account, ...(credential === undefined ? {} : { credential }) };
    const found = await records.read(other).catch(() => undefined);
    if (found && sharesGrant(found.record, record)) sharers.push(other);
  }
  return sharers;
}

function mayShare(facts: ConnectionFacts | undefined, method: OAuth2): boolean {
  return facts?.usesTokenUrl(method.tokenUrl) ?? false;
}

function sharesGrant(other: TokenRecord, record: TokenRecord): boolean {
  const { tokenUrl, clientId } = record.belongsTo;
  // Its own credentials end with it; what stands in its place may be an older grant of the same person.
  if (other.grantId === record.grantId) return false;
  if (other.needsReauth || other.belongsTo.tokenUrl !== tokenUrl || other.belongsTo.clientId !== clientId)
    return false;
  // Where either account is unknown, it is safer to think that they are one.
  return !other.identity || !record.identity || ownerOf(other.identity) === ownerOf(record.identity);
}

function ownerOf({ id, tenant }: Identity): string {
  return tenant === undefined ? `account ${id}` : `tenant ${tenant}`;
}
