import type { OAuth2 } from '../auth/oauth2.ts';
import type { Clock } from '../clock.ts';
import { revokeTokens } from '../oauth/revocation.ts';
import { revocationEndpoint } from '../oauth/revocation-endpoint.ts';
import { withinLimit } from '../oauth/within-limit.ts';
import type { AuthMethod } from '../plugin.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import type { ConnectionKey } from './connection-key.ts';
import { grantSharers } from './grant-sharers.ts';
import type { RecordStore } from './record-store.ts';
import type { TokenRecord } from './token-record.ts';

const revocationLimitMs = 5_000;

/** What a disconnect did at the provider. */
export interface Disconnected {
  /** Whether the provider confirmed that the access is gone. */
  readonly revoked: boolean;
  /** Connections that share the grant, so that it was not revoked. */
  readonly alsoAffects: readonly ConnectionKey[];
  /** Where a person can end it themselves. */
  readonly manualUrl?: string;
}

/** What ending a grant needs beside its records. */
export interface RevocationPorts {
  readonly factsOf: (integration: string) => ConnectionFacts | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** Revokes what can be revoked without ending somebody else's access. Never rejects for what a provider does. */
export async function endGrant(
  record: TokenRecord,
  options: { readonly key: ConnectionKey; readonly records: RecordStore } & RevocationPorts,
): Promise<Disconnected> {
  const { key, factsOf, fetch, clock } = options;
  const facts = factsOf(key.integration);
  const method = facts?.method(record.auth);
  const manual = manualPage(method);
  if (method?.kind !== 'oauth2') return { revoked: false, alsoAffects: [], ...manual };
  const client = facts?.client(method);
  // Tokens of another environment or client must not travel to this one's revocation endpoint.
  if (!revocationEndpoint(method) || !client || !belongs(record, method, client.id))
    return { revoked: false, alsoAffects: [], ...manual };
  const alsoAffects = await grantSharers({ ...options, record, method });
  if (alsoAffects.length > 0) return { revoked: false, alsoAffects, ...manual };
  const { accessToken, refreshToken } = record;
  const { revoked } = await withinLimit(
    { clock, durationMs: revocationLimitMs, signal: undefined },
    (signal) => revokeTokens({ method, client, accessToken, refreshToken, fetch, signal }),
  ).catch(() => ({ revoked: false }));
  return { revoked, alsoAffects: [], ...(revoked ? {} : manual) };
}

/** Where a person can end what core does not. */
function manualPage(method: AuthMethod | undefined): { readonly manualUrl?: string } {
  if (!method || method.kind === 'none') return {};
  const place = method.kind === 'oauth2' ? method.revocation : method;
  return place === 'none' || place.manualUrl === undefined ? {} : { manualUrl: place.manualUrl };
}

function belongs({ belongsTo }: TokenRecord, method: OAuth2, clientId: string): boolean {
  return belongsTo.tokenUrl === method.tokenUrl && belongsTo.clientId === clientId;
}
