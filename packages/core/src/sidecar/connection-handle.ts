import type { Connection, ConnectionFetch } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import type { Identity } from '../plugin.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { TokenHandle } from '../tokens/token-handle.ts';
import { defaultAccount, findAccount } from './accounts.ts';
import { connectionOf } from './client-cache.ts';
import { connectionToolContext } from './connection-client.ts';
import type { Services } from './services.ts';

/** What is known of a connection, without secrets. */
export interface ConnectionInfo extends Connection {
  readonly identity?: Identity;
  readonly scopes: readonly string[];
  readonly connectedAt: Date;
  readonly expiresAt?: Date;
}

/** A connection ready to use; worth keeping, since it finds its token without any look-up. */
export interface ConnectionHandle {
  /** An access token that is valid now, renewed first where it is not. Another `credential` of the grant where it has several. */
  getAccessToken(options?: {
    readonly signal?: AbortSignal | undefined;
    readonly credential?: string | undefined;
  }): Promise<string>;
  /** `fetch` with the connection's credentials, for its API origins. */
  readonly fetch: ConnectionFetch;
  info(): Promise<ConnectionInfo>;
}

/** Makes a handle. Without an account it means the only one, or the one called `default`, as soon as it is used. */
export function connectionHandle(
  services: Services,
  target: { readonly user: string; readonly integration: string; readonly account?: string | undefined },
): ConnectionHandle {
  const { user, integration } = target;
  const plugin = services.plugins.get(integration);
  let key: ConnectionKey = { user, integration, account: target.account ?? defaultAccount };
  let tokens: TokenHandle = services.tokens.handle(key);

  /** Finds out which account is meant when nobody named one and there is none called `default`. */
  async function settled<T>(use: (handle: TokenHandle) => Promise<T>): Promise<T> {
    try {
      return await use(tokens);
    } catch (error) {
      if (target.account !== undefined || !SidecarError.isInstance(error) || error.code !== 'not_connected')
        throw error;
      const account = await findAccount(services.tokens.records, { user, plugin }, undefined);
      if (account === key.account) throw error;
      key = { ...key, account };
      tokens = services.tokens.handle(key);
      return use(tokens);
    }
  }

  async function connectionFetch(...request: Parameters<ConnectionFetch>): Promise<Response> {
    const { record } = await settled((handle) => handle.peek());
    const context = await connectionToolContext(services, { plugin, key, record });
    return context.fetch(...request);
  }

  return {
    getAccessToken: (options) => {
      const trusted = options === undefined ? tokens.trusted : undefined;
      if (trusted) return trusted;
      return settled((handle) =>
        (options?.credential === undefined ? handle : handle.sibling(options.credential)).getAccessToken(
          options ?? {},
        ),
      );
    },
    fetch: connectionFetch,
    info: async () => {
      const { record } = await settled((handle) => handle.peek());
      return {
        ...connectionOf(key, record),
        ...(record.identity ? { identity: record.identity } : {}),
        scopes: record.scopes,
        connectedAt: new Date(record.connectedAt),
        ...(record.expiresAt === undefined ? {} : { expiresAt: new Date(record.expiresAt) }),
      };
    },
  };
}
