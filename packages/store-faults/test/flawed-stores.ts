import { setTimeout } from 'node:timers/promises';
import type { Lease, Store, StoredValue } from '@sidecar/core';
import type { Address } from '../src/index.ts';
import { openEntryStore } from './open-entry-store.ts';

/** Ways to keep tokens badly, each over a store that keeps them well. */
export const flaws = {
  none: (store: Store): Store => store,
  'everybody gets the lease': givingLeasesToAll,
  'answers before it writes': answeringEarly,
  'reads what others have deleted': readingDeleted,
} as const;

/** The name of a flaw. */
export type Flaw = keyof typeof flaws;

/** How the processes of the runs open it. */
export function openFlawedStore(address: Address, flaw: Flaw): Store {
  return flaws[flaw](openEntryStore(address));
}

function givingLeasesToAll(store: Store): Store {
  const lease: Lease = { renew: async () => true, release: async () => undefined };
  return { ...store, leases: { acquire: async () => lease } };
}

function answeringEarly(store: Store): Store {
  const written = new Map<string, Promise<string | undefined>>();
  const realVersion = async (version: string | undefined) =>
    version === undefined ? undefined : ((await written.get(version)) ?? version);
  return {
    ...store,
    set: async (key, value, replaces) => {
      const before = await realVersion(replaces);
      if (!key.startsWith('tokens/')) return store.set(key, value, before);
      const version = crypto.randomUUID();
      written.set(
        version,
        setTimeout(500).then(() => store.set(key, value, before)),
      );
      return version;
    },
    delete: async (key, version) => store.delete(key, (await realVersion(version)) ?? ''),
    close: async () => void (await Promise.all(written.values())),
  };
}

function readingDeleted(store: Store): Store {
  const known = new Map<string, StoredValue>();
  return {
    ...store,
    get: async (key) => {
      const entry = await store.get(key);
      if (entry && key.startsWith('tokens/')) known.set(key, entry);
      return entry ?? known.get(key);
    },
    set: async (key, value, replaces) => {
      const version = await store.set(key, value, replaces);
      if (version !== undefined && key.startsWith('tokens/')) known.set(key, { value, version });
      return version;
    },
    delete: async (key, version) => {
      known.delete(key);
      return store.delete(key, version);
    },
  };
}
