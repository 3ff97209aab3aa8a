import { SidecarError } from '../errors.ts';
import { innerStore, type WrappingStore } from './inner-store.ts';
import type { Lease, Leases, Store } from './store.ts';

/** A store whose failures all come out as retryable `store_failed`, whatever its driver throws: addresses and passwords stand in such errors. */
export function guardedStore(store: Store): WrappingStore {
  const { leases } = store;
  return {
    [innerStore]: store,
    get: (key) => guarded('read', () => store.get(key)),
    set: (key, value, replaces) => guarded('written', () => store.set(key, value, replaces)),
    delete: (key, version) => guarded('written', () => store.delete(key, version)),
    list: (prefix, after) => guarded('read', () => store.list(prefix, after)),
    ...(leases ? { leases: guardedLeases(leases) } : {}),
  };
}

/** The same for leases. */
export function guardedLeases(leases: Leases): Leases {
  return {
    acquire: async (name, ttlMs) => {
      const lease = await guarded('locked', () => leases.acquire(name, ttlMs));
      return lease && guardedLease(lease);
    },
  };
}

function guardedLease(lease: Lease): Lease {
  return {
    renew: () => guarded('locked', () => lease.renew()),
    release: () => guarded('locked', () => lease.release()),
  };
}

async function guarded<T>(verb: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (SidecarError.isInstance(error)) throw error;
    throw new SidecarError('store_failed', `The store could not be ${verb}.`, {
      nextAction: 'Check that the store can be reached and written, then try again.',
      cause: error,
    });
  }
}
