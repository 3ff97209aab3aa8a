import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import type { Services } from './services.ts';

/** What a provider gave and no store holds yet. */
export interface UnstoredGrant {
  readonly key: ConnectionKey;
  readonly record: TokenRecord;
  /** The further credentials of the grant, by name. */
  readonly others: Readonly<Record<string, TokenRecord>>;
  /** Another program was given it before. */
  readonly isTakenOver?: boolean | undefined;
}

/** Gives a grant back at the provider, every credential of it; one that another program uses is left to that. */
export async function abandonGrant(
  { tokens }: Services,
  { key, record, others, isTakenOver }: UnstoredGrant,
): Promise<void> {
  if (isTakenOver) return;
  await tokens.abandon(key, record);
  for (const [credential, other] of Object.entries(others))
    await tokens.abandon({ ...key, credential }, other);
}
