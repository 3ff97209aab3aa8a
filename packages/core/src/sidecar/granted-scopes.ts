import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import type { Services } from './services.ts';

/** What was granted to one credential of a connection; nothing where the grant has none of that name. */
export async function grantedScopes(
  { tokens }: Services,
  {
    key,
    record,
    credential,
  }: { readonly key: ConnectionKey; readonly record: TokenRecord; readonly credential: string | undefined },
): Promise<readonly string[]> {
  if (credential === undefined) return record.scopes;
  const used = (await tokens.records.read({ ...key, credential }))?.record;
  return used?.grantId === record.grantId ? used.scopes : [];
}
