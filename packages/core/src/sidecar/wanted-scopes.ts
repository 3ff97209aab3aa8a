import type { OAuth2 } from '../auth/oauth2.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { Services } from './services.ts';

/** What to ask for: the host's choice or the plugin's, and what the connection already has, so that reconnecting takes nothing away. */
export async function wantedScopes(
  services: Services,
  key: ConnectionKey,
  {
    method,
    scopes = method.scopes,
  }: { readonly method: OAuth2; readonly scopes?: readonly string[] | undefined },
): Promise<readonly string[]> {
  const old = await services.tokens.records.read(key).catch(() => undefined);
  const same = old?.record.belongsTo.tokenUrl === method.tokenUrl ? (old.record.scopes ?? []) : [];
  return [...new Set([...scopes, ...same])];
}
