import type { Lease, Store } from '@sidecar/core';
import { countedValue } from './counted-value.ts';
import type { OpenOrder, ProcessOrders } from './process-orders.ts';
import { shiftClock } from './shift-clock.ts';

/** What a process does that opens the store; `report` tells how far it has counted. */
export function orderHandlers(report: (counted: number) => void): ProcessOrders {
  let stores: readonly Store[] = [];
  let lease: Lease | undefined;
  let ask: ProcessOrders['tokens'] | undefined;

  function store(): Store {
    const [first] = stores;
    if (!first) throw new Error('The store was not opened yet.');
    return first;
  }

  return {
    open: async (order) => {
      shiftClock(order.clockOffsetMs);
      stores = [await openStore(order), await openStore(order)];
    },
    get: (key) => store().get(key),
    set: (key, value, replaces) => store().set(key, value, replaces),
    delete: (key, version) => store().delete(key, version),
    list: (prefix, after) => store().list(prefix, after),
    increment: async (key, times) => {
      for (let done = 0; done < times; done += 1)
        await increment(stores[done % stores.length] ?? store(), key);
    },
    count: async (key) => {
      let version = (await store().get(key))?.version;
      for (let number = 1; ; number += 1) {
        version = await store().set(key, countedValue(number), version);
        if (version === undefined) throw new Error('The store refused a write over the present version.');
        report(number);
      }
    },
    acquire: async (name, ttlMs) => {
      // Most processes need nothing of core, and start in half the time without it.
      const { leasesOf } = await import('@sidecar/core');
      lease = await leasesOf(store()).acquire(name, ttlMs);
      return lease !== undefined;
    },
    renew: async () => (await lease?.renew()) ?? false,
    release: async () => {
      await lease?.release();
    },
    beat: async (everyMs) => {
      setInterval(() => {
        lease?.renew().catch(() => undefined);
      }, everyMs);
    },
    tokens: async (endpoints, callers) => {
      const { tokenCallers } = await import('./token-callers.ts');
      ask ??= tokenCallers(store());
      return ask(endpoints, callers);
    },
  };
}

async function openStore({ module, exportName, openArguments }: OpenOrder): Promise<Store> {
  const { [exportName]: open }: Readonly<Record<string, unknown>> = await import(module);
  if (typeof open !== 'function') throw new Error(`${module} exports no function "${exportName}".`);
  return open(...openArguments);
}

async function increment(store: Store, key: string): Promise<void> {
  for (;;) {
    const stored = await store.get(key);
    const next = String(Number(stored?.value ?? '0') + 1);
    if ((await store.set(key, next, stored?.version)) !== undefined) return;
  }
}
