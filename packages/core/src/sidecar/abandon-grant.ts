import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import type { Services } from './services.ts';

/** What a provider gave and no store holds yet. */
export interface UnstoredGrant {
  readonly key: ConnectionKey;
  readonly record: TokenRecord;
  /** The further credentials of the grant, by name. */
  readonly others: Readonly<Record<string, TokenRecord>>;
}

/** Gives a grant back at the provider, every credential of it. */
export async function abandonGrant(
  { tokens }: Services,
  { key, record, others }: UnstoredGrant,
): Promise<void> {
  await tokens.abandon(key, record);
  for (const [credential, other] of Object.entries(others))
    await tokens.abandon({ ...key, credential }, other);
}
