import type { OAuth2 } from '../auth/oauth2.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { grantedScopes } from './granted-scopes.ts';
import type { Services } from './services.ts';

/** What a plugin asks for by default, for every credential of the grant, and was not granted. */
export async function ungrantedScopes(
  services: Services,
  {
    key,
    record,
    method,
  }: { readonly key: ConnectionKey; readonly record: TokenRecord; readonly method: OAuth2 },
): Promise<readonly string[]> {
  const asked = [
    { credential: undefined, scopes: method.scopes },
    ...Object.entries(method.otherScopes ?? {}).map(([credential, { scopes }]) => ({ credential, scopes })),
  ];
  const missing = await Promise.all(
    asked.map(async ({ credential, scopes }) => {
      // A credential that cannot be read is as good as none.
      const granted = await grantedScopes(services, { key, record, credential }).catch(
        (): readonly string[] => [],
      );
      return scopes.filter((scope) => !granted.includes(scope));
    }),
  );
  return [...new Set(missing.flat())];
}
