import type { Clock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
import type { AuthMethod } from '../plugin.ts';
import { connectLimitedFetch } from './connect-limit.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import { clientHoldKey } from './cooldown.ts';
import type { Exchange } from './exchange.ts';
import { mintExchange } from './mint-exchange.ts';
import { originFetch } from './origin-fetch.ts';
import { refreshExchange } from './refresh-exchange.ts';

/** How new access tokens are had by a method, and where its client's refusals are kept; rejects when the client is missing. */
export async function prepareExchange(
  method: AuthMethod,
  options: {
    readonly facts: ConnectionFacts;
    /** The API origins of the connection. */
    readonly origins: readonly string[];
    readonly fetch: typeof globalThis.fetch;
    readonly clock: Clock;
  },
): Promise<{ readonly exchange: Exchange; readonly clientHold?: string }> {
  const { facts, origins, fetch, clock } = options;
  if (method.kind === 'minted')
    return { exchange: mintExchange({ method, fetch: originFetch(fetch, origins), clock }) };
  if (method.kind !== 'oauth2')
    throw new SidecarError('internal', `${facts.name} has no access token to renew.`);
  const client = facts.requireClient(method);
  return {
    exchange: refreshExchange({ method, client, fetch: connectLimitedFetch(fetch), clock }),
    clientHold: await clientHoldKey(method.tokenUrl, client),
  };
}
