import type { Clock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
import type { AuthMethod } from '../plugin.ts';
import { guardedLeases, guardedStore } from '../storage/guarded-store.ts';
import { innermostStore } from '../storage/inner-store.ts';
import { storeKey } from '../storage/keys.ts';
import { leasesOf } from '../storage/leases-of.ts';
import type { Leases, Store } from '../storage/store.ts';
import { AcceptedClients } from './accepted-clients.ts';
import { applyTokens } from './apply-tokens.ts';
import { allowedOrigins, misfit } from './belonging.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import { type ConnectionKey, recordKey } from './connection-key.ts';
import { Cooldowns } from './cooldown.ts';
import { endGrant, type RevocationPorts } from './end-grant.ts';
import { prepareExchange } from './prepare-exchange.ts';
import { RateLimits } from './rate-limits.ts';
import { RecordStore } from './record-store.ts';
import type { RefreshContext, TokenLimits } from './refresh-context.ts';
import { RefreshFlights } from './refresh-flights.ts';
import type { TokenCell } from './token-cell.ts';
import { tokenCell } from './token-cells.ts';
import * as errors from './token-errors.ts';
import type { TokenRecord } from './token-record.ts';

/** What a token manager works with. */
export interface TokenManagerOptions {
  readonly tokens: Store;
  /** Where leases live when the token store brings none of its own. */
  readonly leases: Store;
  readonly holds: Store;
  /** Rejects with `unknown_name` for an integration that is not registered. */
  readonly facts: (integration: string) => ConnectionFacts;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits: TokenLimits;
  readonly changed: (key: ConnectionKey) => void;
}

/** What everything that is done with a connection's tokens is built on: its provider's facts, its records, its place in this process. */
export class TokenServices {
  readonly records: RecordStore;
  readonly cooldowns: Cooldowns;
  readonly rateLimits: RateLimits;
  readonly flights = new RefreshFlights();
  readonly options: TokenManagerOptions;
  readonly #acceptedClients = new AcceptedClients();
  readonly #leases: Leases;

  constructor(options: TokenManagerOptions) {
    const { tokens, leases, holds, clock, random } = options;
    this.options = options;
    this.records = new RecordStore(tokens);
    this.cooldowns = new Cooldowns(guardedStore(holds), clock, random);
    this.rateLimits = new RateLimits(guardedStore(holds), clock);
    this.#leases = guardedLeases(leasesOf(tokens.leases ? tokens : leases, clock));
  }

  /** What this process knows of the credential; shared by all its handles. */
  cell(key: ConnectionKey): TokenCell {
    return tokenCell(this.options.tokens, `${recordKey(key)} ${this.facts(key).fingerprint()}`);
  }

  /** Rejects when a record cannot be used: marked, issued for another configuration, or by a method that is gone. */
  check(key: ConnectionKey, record: TokenRecord): void {
    if (record.needsReauth) throw errors.needsReauthError(this.named(key), record.needsReauth.reason);
    const difference = misfit(record, this.method(key, record), { facts: this.facts(key), key });
    if (difference !== undefined) throw errors.foreignRecordError(this.named(key), difference);
  }

  /** What a refresh of the credential works with. */
  context(key: ConnectionKey, cell: TokenCell): RefreshContext {
    const { tokens, changed, facts: _all, leases: _leases, holds: _holds, ...ports } = this.options;
    const named = this.named(key);
    const facts = this.facts(key);
    const methodOf = (record: TokenRecord) => this.method(key, record);
    return {
      ...named,
      ...ports,
      cell,
      methodOf,
      check: (record) => this.check(key, record),
      checkOpen: () => this.flights.checkOpen(named),
      records: this.records,
      leases: this.#leases,
      cooldowns: this.cooldowns,
      rateLimits: this.rateLimits,
      acceptedClients: this.#acceptedClients,
      proveWritable: () => this.#proveWritable(),
      prepare: (record) =>
        prepareExchange(methodOf(record), {
          ...ports,
          facts,
          origins: allowedOrigins(record, { facts, key }),
        }),
      discard: (record, obtained) => this.abandon(key, applyTokens(record, obtained)),
      // A further credential has no state of its own.
      changed: () => (key.credential === undefined ? changed(key) : undefined),
    };
  }

  /** Where the leases live in another store, renewing one says nothing about this one. */
  async #proveWritable(): Promise<void> {
    const { tokens, leases } = this.options;
    if (innermostStore(tokens) === innermostStore(leases)) return;
    const store = guardedStore(tokens);
    const key = storeKey('holds', 'proof', crypto.randomUUID());
    const version = await store.set(key, '', undefined);
    if (version !== undefined) await store.delete(key, version);
  }

  /** Gives back at the provider what is not going to be stored. */
  async abandon(key: ConnectionKey, record: TokenRecord): Promise<void> {
    await endGrant(record, { key, records: this.records, ...this.revocationPorts() });
  }

  revocationPorts(): RevocationPorts {
    const { facts, fetch, clock } = this.options;
    const factsOf = (integration: string) => {
      try {
        return facts(integration);
      } catch {
        // A record of a plugin that is not installed any more.
        return undefined;
      }
    };
    return { factsOf, fetch, clock };
  }

  facts(key: ConnectionKey): ConnectionFacts {
    return this.options.facts(key.integration);
  }

  method(key: ConnectionKey, record: TokenRecord): AuthMethod {
    const facts = this.facts(key);
    const method = facts.method(record.auth);
    if (method) return method;
    throw new SidecarError(
      'not_supported',
      `${facts.name} cannot be connected by "${record.auth}" any more.`,
      {
        integration: key.integration,
        nextAction: `Reconnect ${facts.name}.`,
      },
    );
  }

  named(key: ConnectionKey) {
    return { key, name: this.facts(key).name };
  }
}
