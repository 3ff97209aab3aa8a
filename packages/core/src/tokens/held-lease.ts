import type { Clock } from '../clock.ts';
import type { Lease } from '../storage/store.ts';
import type { HeldLease } from './token-cell.ts';

/** How long an owner may be silent before another process takes over; a killed owner costs this much. */
export const leaseTtlMs = 3_000;

/** Keeps a lease alive in the background until it is released or lost. */
export function holdLease(lease: Lease, clock: Clock, ttlMs: number = leaseTtlMs): HeldLease {
  const ended = new AbortController();
  let lost = false;
  const renew = async () => {
    const renewed = await lease.renew();
    if (!renewed) lost = true;
    return renewed;
  };
  const beat = async () => {
    while (!ended.signal.aborted && !lost) {
      await clock.sleep(ttlMs / 3, { signal: ended.signal, background: true });
      // A store that fails now and then is not a lost lease; whoever took over is seen at the next renewal.
      await renew().catch(() => undefined);
    }
  };
  beat().catch(() => undefined);
  return {
    get lost() {
      return lost;
    },
    renew,
    release: async () => {
      ended.abort();
      // What cannot be released runs out by itself.
      if (!lost) await lease.release().catch(() => undefined);
    },
  };
}
