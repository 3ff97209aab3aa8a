import { type Clock, systemClock } from '../clock.ts';
import { innermostStore } from './inner-store.ts';
import type { Leases, Store } from './store.ts';
import { storeLeases } from './store-lease.ts';

const generalLeases = new WeakMap<Store, WeakMap<Clock, Leases>>();

/**
 * A store's own leases, or core's general ones over its `get` and `set`. Those are kept per innermost store, so that
 * all wrappers of one store share what they remember of other holders.
 */
export function leasesOf(store: Store, clock: Clock = systemClock): Leases {
  const innermost = innermostStore(store);
  const own = store.leases ?? innermost.leases;
  if (own) return own;
  const perClock = generalLeases.get(innermost) ?? new WeakMap<Clock, Leases>();
  generalLeases.set(innermost, perClock);
  const leases = perClock.get(clock) ?? storeLeases(innermost, clock);
  perClock.set(clock, leases);
  return leases;
}
