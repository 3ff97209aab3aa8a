import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { SharedLimit } from '../http/shared-limit.ts';
import { lazySchema } from '../lazy-schema.ts';
import { storeKey } from '../storage/keys.ts';
import type { Store } from '../storage/store.ts';
import type { ConnectionKey } from './connection-key.ts';
import { HoldEntries, type HoldEntry } from './hold-entries.ts';

const longestLimitMs = 24 * 3_600_000;

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
        const found = await this.#entries.read(name);
        if (!found) return undefined;
        const { elapsedMs, entry } = found;
        if (elapsedMs < entry.durationMs) return { durationMs: entry.durationMs, elapsedMs };
        await this.#entries.clear(name);
        return undefined;
      },
      tell: async (durationMs) => {
        const entry = { startedAt: this.#clock.now(), durationMs: Math.min(durationMs, longestLimitMs) };
        await this.#entries.replace(name, () => entry);
      },
    };
  }
}

/** A place beside the connection's other holds that no account or credential can be named after. */
function limitKey({ user, integration, account }: ConnectionKey): string {
  return storeKey('holds', user, integration, account, 'rate', 'limit');
}
