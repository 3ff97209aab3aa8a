import type { Clock } from '../clock.ts';
import type { UserConfigs } from '../config/user-config.ts';
import type { Connection, ConnectionContext } from '../connection.ts';
import { SidecarError } from '../errors.ts';
import { createConnectionFetch } from '../http/connection-fetch.ts';
import type { CredentialSource } from '../http/credential-source.ts';
import { createRequestHold, type RequestHold } from '../http/request-hold.ts';
import type { SharedLimit } from '../http/shared-limit.ts';
import type { Logger } from '../logger.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import { connectionLabel } from '../tokens/connection-key.ts';
import type { RateLimits } from '../tokens/rate-limits.ts';
import type { TokenCell } from '../tokens/token-cell.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { issuesText, parseWithSchema } from './parse-with-schema.ts';

/** A grant's client and the context that it was made from. */
export interface GrantClient {
  readonly grantId: string;
  readonly settings: unknown;
  readonly context: ConnectionContext;
  readonly client: unknown;
}

/** What a client is made for. */
export interface ClientRequest {
  readonly plugin: AnyPlugin;
  readonly key: ConnectionKey;
  readonly record: TokenRecord;
  readonly credentials: CredentialSource;
  readonly origins: readonly string[];
}

/** What every client's fetch works with. */
export interface ClientPorts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly rateLimits: RateLimits;
}

interface CachedClient extends GrantClient {
  readonly settingsText: string;
  readonly hold: RequestHold;
}

/** Makes each plugin's client once per grant, and keeps it as long as somebody uses the connection. */
export class ClientCache {
  readonly #configs: UserConfigs;
  readonly #ports: ClientPorts;
  readonly #clients = new WeakMap<TokenCell, CachedClient>();

  constructor(configs: UserConfigs, ports: ClientPorts) {
    this.#configs = configs;
    this.#ports = ports;
  }

  /** The client of a connection's present grant and settings. */
  async get(cell: TokenCell, request: ClientRequest): Promise<GrantClient> {
    const settings = await this.settings(request.plugin, request.key.user);
    const settingsText = JSON.stringify(settings) ?? '';
    const last = this.#clients.get(cell);
    const known = last?.grantId === request.record.grantId ? last : undefined;
    if (known?.settingsText === settingsText) return known;
    const hold = known?.hold ?? this.newHold(this.#ports.rateLimits.of(request.key));
    const made = { ...this.make(request, hold, settings), settingsText, hold };
    this.#clients.set(cell, made);
    return made;
  }

  /** A client that nobody else uses: to look who a new grant belongs to. */
  make(
    { plugin, key, record, credentials, origins }: ClientRequest,
    hold: RequestHold,
    settings: unknown,
  ): GrantClient {
    const connection = connectionOf(key, record);
    const { rateLimits: _shared, ...ports } = this.#ports;
    const context: ConnectionContext = {
      connection,
      settings,
      logger: ports.logger,
      fetch: createConnectionFetch({
        ...ports,
        integration: { id: plugin.id, name: plugin.name },
        connection: connectionLabel(key),
        origins,
        credentials,
        hold,
        ...(plugin.answers ? { answers: plugin.answers } : {}),
      }),
    };
    // The plugin's own types tie its client to its tools; core only carries it from one to the other.
    return { grantId: record.grantId, settings, context, client: plugin.createClient?.(context as never) };
  }

  /** A user's settings of a plugin, with its defaults. */
  async settings(plugin: AnyPlugin, user: string): Promise<unknown> {
    const configs = await this.#configs.read(user);
    const stored = Object.hasOwn(configs, plugin.id) ? (configs[plugin.id]?.settings ?? {}) : {};
    if (!plugin.settings) return stored;
    const parsed = await parseWithSchema(plugin.settings, stored);
    if (!parsed.issues) return parsed.value;
    throw new SidecarError(
      'invalid_input',
      `The settings of ${plugin.name} are not valid: ${issuesText(parsed.issues)}.`,
      {
        integration: plugin.id,
        fields: parsed.issues,
        nextAction: `Correct the settings of ${plugin.name}.`,
      },
    );
  }

  newHold(shared?: SharedLimit): RequestHold {
    const { clock, random } = this.#ports;
    return createRequestHold({ clock, random, ...(shared ? { shared } : {}) });
  }
}

/** A connection as plugins and hosts see it. */
export function connectionOf(
  { integration, user, account }: ConnectionKey,
  { auth, site }: TokenRecord,
): Connection {
  return { integration, user, account, auth, ...(site === undefined ? {} : { site }) };
}
