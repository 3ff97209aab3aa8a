import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { SharedLimit } from '../http/shared-limit.ts';
import { lazySchema } from '../lazy-schema.ts';
import { withinLimit } from '../oauth/within-limit.ts';
import { storeKey } from '../storage/keys.ts';
import type { Store } from '../storage/store.ts';
import type { ConnectionKey } from './connection-key.ts';
import { HoldEntries, type HoldEntry } from './hold-entries.ts';

const longestLimitMs = 24 * 3_600_000;
/** How long a store may take to answer. */
const longestWaitMs = 1_000;

const limitEntry = lazySchema(() =>
  z.object({ startedAt: z.number(), durationMs: z.number().nonnegative() }),
);

/** The rate limits of connections, kept in the store so that what one process is told holds back all of them. */
export class RateLimits {
  readonly #entries: HoldEntries<HoldEntry>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#entries = new HoldEntries(store, clock, (value) => limitEntry().safeParse(value).data);
    this.#clock = clock;
  }

  /** The limit of one connection. */
  of(key: ConnectionKey): SharedLimit {
    const name = limitKey(key);
    return {
      read: async () => {
        const found = await this.#soon(() => this.#entries.read(name));
        if (!found) return undefined;
        const { elapsedMs, entry, version } = found;
        if (elapsedMs < entry.durationMs) return { durationMs: entry.durationMs, elapsedMs };
        // It may have been followed by another one meanwhile; what cannot be cleared is over all the same.
        await this.#soon(() => this.#entries.clear(name, version)).catch(() => undefined);
        return undefined;
      },
      tell: async (durationMs) => {
        const entry = { startedAt: this.#clock.now(), durationMs: Math.min(durationMs, longestLimitMs) };
        await this.#soon(() => this.#entries.replace(name, () => entry));
      },
    };
  }

  /** Forgets the limit of a connection that is gone. */
  async clear(key: ConnectionKey): Promise<void> {
    await this.#soon(() => this.#entries.clear(limitKey(key)));
  }

  /** Calls wait for it, and none is worth more than the request that an unknown limit costs. */
  #soon<Result>(work: () => Promise<Result>): Promise<Result> {
    return withinLimit({ clock: this.#clock, durationMs: longestWaitMs, background: true }, work);
  }
}

/** A place beside the connection's other holds that no account or credential can be named after. */
function limitKey({ user, integration, account }: ConnectionKey): string {
  return storeKey('holds', user, integration, account, 'rate', 'limit');
}
