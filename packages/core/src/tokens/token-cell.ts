import type { Lease } from '../storage/store.ts';
import type { Snapshot } from './record-store.ts';
import type { ObtainedTokens } from './token-answer.ts';

/** A refresh under way in this process. */
export interface Flight {
  /** The refresh itself; lives on when callers are released. */
  readonly done: Promise<Snapshot>;
  /** What callers wait for: `done`, or a `timeout` when that takes too long. */
  readonly released: Promise<Snapshot>;
  /** Whether callers have been released already, so that nobody should begin to wait. */
  overdue: boolean;
}

/** A result that the provider gave and the store did not take yet; nothing else may be sent while it is here. */
export interface Unsaved {
  readonly tokens: ObtainedTokens;
  readonly presented: Snapshot;
  readonly lease: HeldLease;
}

/** A lease that renews itself until it is released. */
export interface HeldLease extends Lease {
  /** Whether a renewal has failed. */
  readonly lost: boolean;
}

/** What one process knows of one credential; shared by every handle and every view of the same store. */
export class TokenCell {
  #validFrom = Number.POSITIVE_INFINITY;
  #validUntil = Number.NEGATIVE_INFINITY;
  reading: Promise<Snapshot | undefined> | undefined;
  flight: Flight | undefined;
  unsaved: Unsaved | undefined;
  /** The one attempt under way to save `unsaved`. */
  saving: Promise<void> | undefined;
  /** Until when, on the monotonic clock, nobody waits again for what somebody else has under way. */
  refuseUntil = Number.NEGATIVE_INFINITY;
  /** Whether somebody here has waited for another process's refresh in vain. */
  busyElsewhere = false;
  /** Counts what has made earlier readings of the store worthless: connecting and disconnecting. */
  epoch = 0;
  #token: Promise<string> = Promise.resolve('');

  /**
   * The settled promise of the current token, undefined when somebody has to look at the store first: the whole hot path.
   * It goes by the wall clock, whose reading costs a fraction of the monotonic one's; a clock that was set back ends the trust.
   */
  trusted(now: number): Promise<string> | undefined {
    return now < this.#validUntil && now >= this.#validFrom ? this.#token : undefined;
  }

  /** Trusts a token for `durationMs` from `now`, in milliseconds since the epoch. */
  trust(token: string, now: number, durationMs: number): void {
    this.#token = Promise.resolve(token);
    this.#validFrom = now;
    this.#validUntil = now + durationMs;
  }

  /** Forgets the token, so that the next caller looks at the store. */
  distrust(): void {
    this.#validUntil = Number.NEGATIVE_INFINITY;
    this.reading = undefined;
    this.epoch += 1;
  }
}
