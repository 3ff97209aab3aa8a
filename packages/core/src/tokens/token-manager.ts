import type { Clock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
import type { AuthMethod } from '../plugin.ts';
import { leasesOf } from '../storage/leases-of.ts';
import type { Store } from '../storage/store.ts';
import { abortable, abortedError } from './abortable.ts';
import { applyTokens } from './apply-tokens.ts';
import { misfit } from './belonging.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import { type ConnectionKey, recordKey } from './connection-key.ts';
import { Cooldowns } from './cooldown.ts';
import { credentialOf, tokenOf } from './credential-of.ts';
import { type Disconnected, disconnect, endGrant } from './disconnect.ts';
import { prepareExchange } from './prepare-exchange.ts';
import { RecordStore, type Snapshot } from './record-store.ts';
import type { RefreshContext, TokenLimits } from './refresh-context.ts';
import { RefreshFlights } from './refresh-flights.ts';
import { saveConnection } from './save-connection.ts';
import type { TokenCell } from './token-cell.ts';
import { tokenCell } from './token-cells.ts';
import * as errors from './token-errors.ts';
import { type SnapshotRequest, TokenHandle } from './token-handle.ts';
import type { TokenRecord } from './token-record.ts';
import { freshUntil, isRenewable, isStillValid, isUsable } from './token-validity.ts';

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

/** After a refusal by the API, a token that came this recently is not refreshed again. */
const refusalPauseMs = 60_000;

/** Hands out valid access tokens and renews each exactly once, however many callers and processes ask for it. */
export class TokenManager {
  readonly records: RecordStore;
  readonly cooldowns: Cooldowns;
  readonly #flights = new RefreshFlights();
  readonly #options: TokenManagerOptions;

  constructor(options: TokenManagerOptions) {
    this.#options = options;
    this.records = new RecordStore(options.tokens);
    this.cooldowns = new Cooldowns(options.holds, options.clock, options.random);
  }

  /** The handle of one credential; cheap, but worth keeping where tokens are asked for in a loop. */
  handle(key: ConnectionKey): TokenHandle {
    const cell = this.cell(key);
    return new TokenHandle(cell, {
      now: this.#options.clock.now,
      resolve: (request) => this.#resolve(key, cell, request),
      peek: () => this.#peek(key, cell),
      tokenOf: (snapshot) => tokenOf(snapshot, this.#method(key, snapshot.record)),
      credentialOf: (snapshot) => credentialOf(snapshot, this.#method(key, snapshot.record)),
      sibling: (credential) => this.handle({ ...key, credential }),
    });
  }

  /** What this process knows of the credential; shared by all its handles. */
  cell(key: ConnectionKey): TokenCell {
    return tokenCell(this.#options.tokens, `${recordKey(key)} ${this.#facts(key).name}`);
  }

  /** Stores a newly authorised connection; `conflict` when its place holds another account. */
  async save(key: ConnectionKey, record: TokenRecord): Promise<Snapshot> {
    return saveConnection(this.#context(key, this.cell(key)), record);
  }

  /** Ends a connection here and, where that harms no other, at the provider. */
  async disconnect(key: ConnectionKey): Promise<Disconnected> {
    return disconnect(this.#context(key, this.cell(key)), this.#revocationPorts());
  }

  /** Gives back at the provider what is not going to be stored. */
  async abandon(key: ConnectionKey, record: TokenRecord): Promise<void> {
    await endGrant(record, { key, records: this.records, ...this.#revocationPorts() });
  }

  /** Starts nothing any more and waits until what the provider has given is saved. */
  async close(): Promise<void> {
    await this.#flights.close();
  }

  /** Rejects when a record cannot be used: marked, issued for another configuration, or by a method that is gone. */
  check(key: ConnectionKey, record: TokenRecord): void {
    if (record.needsReauth) throw errors.needsReauthError(this.#named(key), record.needsReauth.reason);
    const difference = misfit(record, this.#method(key, record), { facts: this.#facts(key), key });
    if (difference !== undefined) throw errors.foreignRecordError(this.#named(key), difference);
  }

  async #peek(key: ConnectionKey, cell: TokenCell): Promise<Snapshot> {
    const snapshot = await this.#look(key, cell);
    if (!snapshot) throw errors.notConnectedError(this.#named(key));
    this.check(key, snapshot.record);
    return snapshot;
  }

  /** The record with a credential that can be sent now. One direction: look, judge, refresh if need be. */
  async #resolve(key: ConnectionKey, cell: TokenCell, request: SnapshotRequest): Promise<Snapshot> {
    if (request.signal?.aborted) throw abortedError(request.signal);
    if (cell.unsaved) await this.#flights.saveUnsaved(this.#context(key, cell));
    const snapshot = await this.#peek(key, cell);
    this.#checkGrant(key, snapshot, request);
    const method = this.#method(key, snapshot.record);
    if (
      snapshot.version !== request.rejected &&
      isUsable(snapshot.record, method, this.#options.clock.now())
    ) {
      this.#trust(key, cell, snapshot);
      return snapshot;
    }
    if (snapshot.version === request.rejected && request.refused) this.#checkRefusal(key, snapshot.record);
    if (!isRenewable(snapshot.record, method)) {
      throw errors.needsReauthError(this.#named(key), 'expired_without_refresh_token');
    }
    const renewed = await this.#renew(key, cell, { snapshot, request });
    this.#checkGrant(key, renewed, request);
    return renewed;
  }

  /** One read of the store, shared by all who ask while it is under way. */
  #look(key: ConnectionKey, cell: TokenCell): Promise<Snapshot | undefined> {
    cell.reading ??= this.records.read(key).finally(() => {
      cell.reading = undefined;
    });
    return cell.reading;
  }

  #checkGrant(key: ConnectionKey, { record }: Snapshot, { grantId }: SnapshotRequest): void {
    if (grantId !== undefined && record.grantId !== grantId) throw errors.grantChangedError(this.#named(key));
  }

  #checkRefusal(key: ConnectionKey, record: TokenRecord): void {
    if (this.#method(key, record).kind === 'typed') throw errors.typedTokenRefusedError(this.#named(key));
    const sinceMs = Math.abs(this.#options.clock.now() - (record.refusedAt ?? Number.NEGATIVE_INFINITY));
    if (sinceMs < refusalPauseMs) throw errors.freshTokenRefusedError(this.#named(key));
  }

  /** Waits for a refresh, within the caller's limits; a token that is valid to its last moment serves where a refresh does not. */
  async #renew(
    key: ConnectionKey,
    cell: TokenCell,
    { snapshot, request }: { readonly snapshot: Snapshot; readonly request: SnapshotRequest },
  ): Promise<Snapshot> {
    const { clock } = this.#options;
    const method = this.#method(key, snapshot.record);
    const usable =
      snapshot.version !== request.rejected && isStillValid(snapshot.record, method, clock.now());
    if (usable && cell.flight) return snapshot;
    if (cell.flight?.overdue || clock.monotonic() < cell.refuseUntil) {
      if (usable) return snapshot;
      throw errors.refreshTimeoutError(this.#named(key));
    }
    const reason = { rejected: request.rejected, ...(request.refused ? { refusedAt: clock.now() } : {}) };
    const flight = this.#flights.join(this.#context(key, cell), reason, (landed) =>
      this.#trust(key, cell, landed),
    );
    try {
      return await abortable(flight.released, request.signal);
    } catch (error) {
      const passing = SidecarError.isInstance(error) && error.retryable && error.code !== 'conflict';
      if (!usable || !passing) throw error;
      this.#trust(key, cell, snapshot);
      return snapshot;
    }
  }

  /** Lets the hot path hand the token out for a while. */
  #trust(key: ConnectionKey, cell: TokenCell, snapshot: Snapshot): void {
    const { clock, limits } = this.#options;
    const method = this.#method(key, snapshot.record);
    if (method.kind === 'none') return;
    const now = clock.now();
    const freshMs = method.kind === 'typed' ? Number.POSITIVE_INFINITY : freshUntil(snapshot.record) - now;
    cell.trust(tokenOf(snapshot, method), now, Math.min(limits.stalenessMs, freshMs));
  }

  #context(key: ConnectionKey, cell: TokenCell): RefreshContext {
    const { tokens, leases, changed, ...ports } = this.#options;
    const methodOf = (record: TokenRecord) => this.#method(key, record);
    return {
      ...this.#named(key),
      ...ports,
      cell,
      methodOf,
      check: (record) => this.check(key, record),
      records: this.records,
      leases: leasesOf(tokens.leases ? tokens : leases, ports.clock),
      cooldowns: this.cooldowns,
      prepare: (record) => prepareExchange(methodOf(record), { ...ports, facts: this.#facts(key) }),
      discard: (record, obtained) => this.abandon(key, applyTokens(record, obtained)),
      changed: () => changed(key),
    };
  }

  #revocationPorts() {
    const { facts, fetch, clock } = this.#options;
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

  #facts(key: ConnectionKey): ConnectionFacts {
    return this.#options.facts(key.integration);
  }

  #method(key: ConnectionKey, record: TokenRecord): AuthMethod {
    const facts = this.#facts(key);
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

  #named(key: ConnectionKey) {
    return { key, name: this.#facts(key).name };
  }
}
