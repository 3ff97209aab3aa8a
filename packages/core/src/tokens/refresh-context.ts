import type { Clock } from '../clock.ts';
import type { AuthMethod } from '../plugin.ts';
import type { Leases } from '../storage/store.ts';
import type { AcceptedClients } from './accepted-clients.ts';
import type { Cooldowns } from './cooldown.ts';
import type { Exchange } from './exchange.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RecordStore } from './record-store.ts';
import type { ObtainedTokens } from './token-answer.ts';
import type { TokenCell } from './token-cell.ts';
import type { NamedConnection } from './token-errors.ts';
import type { TokenRecord } from './token-record.ts';

/** How long things may take, in milliseconds. */
export interface TokenLimits {
  /** How long a token in memory is trusted without looking at the store. */
  readonly stalenessMs: number;
  /** How long a caller waits for a refresh: lease, request and repeats together. */
  readonly callerMs: number;
  /** How long a request for tokens may run on after its callers were released; to abort it could lose the grant. */
  readonly exchangeMs: number;
}

/** The limits unless a host sets its own. */
export const defaultTokenLimits: TokenLimits = { stalenessMs: 5_000, callerMs: 10_000, exchangeMs: 30_000 };

/** What a refresh works with: one connection, its provider and the ports. */
export interface RefreshContext extends NamedConnection {
  readonly cell: TokenCell;
  /** The auth method of a record; rejects when the plugin has it no more. */
  methodOf(record: TokenRecord): AuthMethod;
  /** Rejects when a record cannot be used: marked, or issued for another configuration. */
  check(record: TokenRecord): void;
  readonly records: RecordStore;
  readonly leases: Leases;
  readonly cooldowns: Cooldowns;
  readonly rateLimits: RateLimits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits: TokenLimits;
  /** Rejects with `not_configured` when the client is missing. `clientHold` is where the client's refusals are kept. */
  prepare(record: TokenRecord): Promise<{ readonly exchange: Exchange; readonly clientHold?: string }>;
  readonly acceptedClients: AcceptedClients;
  /** Rejects once the host is shutting down: nothing is sent any more. */
  checkOpen(): void;
  /** Rejects when the token store cannot be written, where the leases do not show it. */
  proveWritable(): Promise<void>;
  /** Gives back what was obtained for a connection that is gone. Never rejects. */
  discard(record: TokenRecord, tokens: ObtainedTokens): Promise<void>;
  /** Called when the state that people see may have changed. */
  changed(): void;
}

/** What a caller cannot do with: the version that the provider has refused. */
export interface RefreshRequest {
  readonly rejected?: string | undefined;
  /** When the caller began to wait, on the monotonic clock: a slow look at the store counts towards their limit. */
  readonly askedAt?: number | undefined;
}
