import { SidecarError, type SidecarErrorCode } from '../errors.ts';
import { LimitReached, withinLimit } from '../oauth/within-limit.ts';
import { abortable, abortedError } from './abortable.ts';
import type { ConnectionKey } from './connection-key.ts';
import type { Cooldowns } from './cooldown.ts';
import { credentialOf, tokenOf } from './credential-of.ts';
import { disconnect } from './disconnect.ts';
import type { Disconnected } from './end-grant.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RecordStore, Snapshot } from './record-store.ts';
import { saveConnection } from './save-connection.ts';
import type { TokenCell } from './token-cell.ts';
import * as errors from './token-errors.ts';
import { type SnapshotRequest, TokenHandle } from './token-handle.ts';
import type { TokenRecord } from './token-record.ts';
import { type TokenManagerOptions, TokenServices } from './token-services.ts';
import { freshUntil, isRenewable, isStillValid, isUsable } from './token-validity.ts';
import { withFirstToken } from './with-first-token.ts';

/** A token that was renewed this recently and is refused all the same is not renewed again. */
const refusalPauseMs = 60_000;

/** Failures after which also a token that has not run out yet is not handed out. */
const lastingCodes: ReadonlySet<SidecarErrorCode> = new Set(['needs_reauth', 'not_connected', 'conflict']);

/** Hands out valid access tokens and renews each exactly once, however many callers and processes ask for it. */
export class TokenManager {
  readonly records: RecordStore;
  readonly cooldowns: Cooldowns;
  readonly rateLimits: RateLimits;
  readonly #services: TokenServices;

  constructor(options: TokenManagerOptions) {
    this.#services = new TokenServices(options);
    this.records = this.#services.records;
    this.cooldowns = this.#services.cooldowns;
    this.rateLimits = this.#services.rateLimits;
  }

  /** The handle of one credential; cheap, but worth keeping where tokens are asked for in a loop. */
  handle(key: ConnectionKey): TokenHandle {
    const cell = this.cell(key);
    return new TokenHandle(cell, {
      now: this.#services.options.clock.now,
      resolve: (request) => this.#resolve(key, cell, request),
      peek: () => this.#peek(key, cell),
      tokenOf: (snapshot) => tokenOf(snapshot, this.#services.method(key, snapshot.record)),
      credentialOf: (snapshot) => credentialOf(snapshot, this.#services.method(key, snapshot.record)),
      sibling: (credential) => this.handle({ ...key, credential }),
    });
  }

  /** What this process knows of the credential; shared by all its handles. */
  cell(key: ConnectionKey): TokenCell {
    return this.#services.cell(key);
  }

  /** Rejects when a record cannot be used: marked, issued for another configuration, or by a method that is gone. */
  check(key: ConnectionKey, record: TokenRecord): void {
    this.#services.check(key, record);
  }

  /** A record that is not stored yet with its first access token, where the method makes tokens from a key. */
  async withFirstToken(key: ConnectionKey, record: TokenRecord, signal?: AbortSignal): Promise<TokenRecord> {
    return withFirstToken(this.#services.context(key, this.cell(key)), record, signal);
  }

  /** Stores a newly authorised connection; `conflict` when its place holds another account. */
  async save(
    key: ConnectionKey,
    record: TokenRecord,
    options: { readonly needsRefreshToken: boolean } = { needsRefreshToken: false },
  ): Promise<Snapshot> {
    return saveConnection(this.#services.context(key, this.cell(key)), record, options);
  }

  /** Ends a connection here and, where that harms no other, at the provider. */
  async disconnect(key: ConnectionKey): Promise<Disconnected> {
    return disconnect(this.#services.context(key, this.cell(key)), this.#services.revocationPorts());
  }

  /** Gives back at the provider what is not going to be stored. */
  async abandon(key: ConnectionKey, record: TokenRecord): Promise<void> {
    await this.#services.abandon(key, record);
  }

  /** Sends nothing any more and waits until what the provider has given is saved; rejects with `store_failed` when it cannot be. */
  async close(): Promise<void> {
    await this.#services.flights.close();
  }

  async #peek(key: ConnectionKey, cell: TokenCell): Promise<Snapshot> {
    const snapshot = await this.#look(key, cell);
    if (!snapshot) throw errors.notConnectedError(this.#services.named(key));
    this.check(key, snapshot.record);
    return snapshot;
  }

  /** The record with a credential that can be sent now. One direction: look, judge, refresh if need be. */
  async #resolve(key: ConnectionKey, cell: TokenCell, request: SnapshotRequest): Promise<Snapshot> {
    if (request.signal?.aborted) throw abortedError(request.signal);
    const askedAt = this.#services.options.clock.monotonic();
    if (cell.unsaved) await abortable(this.#saveUnsaved(key, cell), request.signal);
    const { epoch } = cell;
    const snapshot = await abortable(this.#peek(key, cell), request.signal);
    this.#checkGrant(key, snapshot, request);
    const method = this.#services.method(key, snapshot.record);
    const now = this.#services.options.clock.now();
    if (snapshot.version !== request.rejected && isUsable(snapshot.record, method, now)) {
      this.#trust(key, cell, { snapshot, epoch });
      return snapshot;
    }
    if (snapshot.version === request.rejected && request.refused) this.#checkRefusal(key, snapshot.record);
    if (!isRenewable(snapshot.record, method)) {
      if (snapshot.version !== request.rejected && isStillValid(snapshot.record, method, now))
        return snapshot;
      throw errors.needsReauthError(this.#services.named(key), 'expired_without_refresh_token');
    }
    const renewed = await this.#renew(key, cell, { snapshot, request, askedAt });
    this.#checkGrant(key, renewed, request);
    return renewed;
  }

  /** One read of the store, shared by all who ask while it is under way; a store that hangs holds nobody for longer than the caller's limit. */
  #look(key: ConnectionKey, cell: TokenCell): Promise<Snapshot | undefined> {
    if (cell.reading) return cell.reading;
    const reading = this.#inTime(key, this.records.read(key)).finally(() => {
      if (cell.reading === reading) cell.reading = undefined;
    });
    cell.reading = reading;
    return reading;
  }

  #saveUnsaved(key: ConnectionKey, cell: TokenCell): Promise<void> {
    return this.#inTime(key, this.#services.flights.saveUnsaved(this.#services.context(key, cell)));
  }

  async #inTime<T>(key: ConnectionKey, work: Promise<T>): Promise<T> {
    const { clock, limits } = this.#services.options;
    try {
      return await withinLimit({ clock, durationMs: limits.callerMs }, () => work);
    } catch (error) {
      if (error instanceof LimitReached) throw errors.storeTimeoutError(this.#services.named(key));
      throw error;
    }
  }

  #checkGrant(key: ConnectionKey, { record }: Snapshot, { grantId }: SnapshotRequest): void {
    if (grantId !== undefined && record.grantId !== grantId)
      throw errors.grantChangedError(this.#services.named(key));
  }

  #checkRefusal(key: ConnectionKey, record: TokenRecord): void {
    if (this.#services.method(key, record).kind === 'typed')
      throw errors.typedTokenRefusedError(this.#services.named(key));
    const sinceMs = Math.abs(
      this.#services.options.clock.now() - (record.renewedAt ?? Number.NEGATIVE_INFINITY),
    );
    if (sinceMs < refusalPauseMs) throw errors.freshTokenRefusedError(this.#services.named(key));
  }

  /** Waits for a refresh, within the caller's limits; a token that is valid to its last moment serves where a refresh does not. */
  async #renew(
    key: ConnectionKey,
    cell: TokenCell,
    {
      snapshot,
      request,
      askedAt,
    }: { readonly snapshot: Snapshot; readonly request: SnapshotRequest; readonly askedAt: number },
  ): Promise<Snapshot> {
    const { clock } = this.#services.options;
    const method = this.#services.method(key, snapshot.record);
    const usable =
      snapshot.version !== request.rejected && isStillValid(snapshot.record, method, clock.now());
    if (usable && cell.flight) return snapshot;
    if (cell.flight?.overdue || clock.monotonic() < cell.refuseUntil) {
      if (usable) return snapshot;
      throw errors.refreshTimeoutError(this.#services.named(key));
    }
    const context = this.#services.context(key, cell);
    const { epoch } = cell;
    const land = (landed: Snapshot) => this.#trust(key, cell, { snapshot: landed, epoch });
    try {
      const join = () =>
        this.#services.flights.join(context, { rejected: request.rejected, askedAt }, land).released;
      const renewed = await abortable(join(), request.signal);
      // A flight that others began may end with the very version that this caller cannot use.
      return renewed.version === request.rejected ? await abortable(join(), request.signal) : renewed;
    } catch (error) {
      const lasting = SidecarError.isInstance(error) && lastingCodes.has(error.code);
      if (!usable || lasting || request.signal?.aborted) throw error;
      this.#trust(key, cell, { snapshot, epoch });
      return snapshot;
    }
  }

  /** Lets the hot path hand the token out for a while. */
  #trust(
    key: ConnectionKey,
    cell: TokenCell,
    { snapshot, epoch }: { readonly snapshot: Snapshot; readonly epoch: number },
  ): void {
    // Somebody has connected or disconnected since the record was read.
    if (cell.epoch !== epoch) return;
    const { clock, limits } = this.#services.options;
    const method = this.#services.method(key, snapshot.record);
    if (method.kind === 'none') return;
    const now = clock.now();
    const freshMs = method.kind === 'typed' ? Number.POSITIVE_INFINITY : freshUntil(snapshot.record) - now;
    cell.trust(tokenOf(snapshot, method), now, Math.min(limits.stalenessMs, freshMs));
  }
}
