import { storeKey } from '../../src/storage/keys.ts';
import type { Store } from '../../src/storage/store.ts';
import type { TokenRecord } from '../../src/tokens/token-record.ts';
import type { TestedEndpoints } from './tested-plugin.ts';

/** Stores a connection as an earlier authorization would have left it; expired unless `expiresAt` says otherwise. */
export async function seedConnection(
  store: Store,
  server: TestedEndpoints & {
    issue(
      person?: string,
    ): Promise<{ readonly accessToken: string; readonly refreshToken: string; readonly grantId: string }>;
  },
  { account = 'default', ...fields }: Partial<TokenRecord> & { readonly account?: string } = {},
) {
  const issued = await server.issue(account);
  const record: TokenRecord = {
    format: 1,
    grantId: issued.grantId,
    auth: 'oauth',
    accessToken: issued.accessToken,
    refreshToken: issued.refreshToken,
    scopes: ['openid', 'offline_access'],
    expiresAt: Date.now() - 1000,
    obtainedAt: Date.now() - 3_600_000,
    connectedAt: Date.now() - 3_600_000,
    belongsTo: {
      tokenUrl: server.tokenUrl,
      clientId: server.client.id,
      origins: [new URL(server.apiUrl).origin],
    },
    ...fields,
  };
  const key = storeKey('tokens', 'default', 'notes', account);
  const before = await store.get(key);
  await store.set(key, JSON.stringify(record), before?.version);
  return { ...issued, key, record };
}
