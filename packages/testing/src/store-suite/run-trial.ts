import assert from 'node:assert/strict';
import type { Store } from '@sidecar/core';
import { type StoreProcess, startStoreProcess } from './store-process-handle.ts';
import type { StoreRule } from './store-rule.ts';
import type { StoreSuiteOptions, StoreUnderTest } from './store-suite-options.ts';

/** Tries one rule on a store of its own, and clears away whatever that left. */
export async function runTrial(rule: StoreRule, options: StoreSuiteOptions): Promise<void> {
  const { store, openArguments = [], cleanup } = underTest(await options.create());
  const processes: StoreProcess[] = [];
  try {
    if (options.ownLeases)
      assert.ok(store.leases, 'the suite was told that the store has leases of its own, and it has none');
    await rule.check({
      store,
      manyKeys: options.manyKeys ?? 2_500,
      largestValue: options.largestValue ?? 1_000_000,
      startProcess: async ({ clockOffsetMs = 0 } = {}) => {
        if ('none' in options.processes) throw new TypeError(options.processes.none);
        const { module, exportName, execArgv } = options.processes;
        const order = { module: module.href, exportName, openArguments, clockOffsetMs };
        const process = await startStoreProcess(order, {
          execArgv,
          started: (begun) => processes.push(begun),
        });
        return process;
      },
    });
  } finally {
    await Promise.all(processes.map((process) => process.kill()));
    await store.close?.();
    await cleanup?.();
  }
}

function underTest(created: Store | StoreUnderTest): StoreUnderTest {
  return 'store' in created ? created : { store: created };
}
