import { innermostStore } from '../../src/storage/inner-store.ts';
import type { Store } from '../../src/storage/store.ts';

/** A store whose writes of tokens fail when told to; its leases and reads go on. */
export function failingStore(store: Store): Store & { fail(times: number): void } {
  let failures = 0;
  const inner = innermostStore(store);
  return {
    ...inner,
    set: async (key, value, replaces) => {
      if (failures > 0 && key.startsWith('tokens/')) {
        failures -= 1;
        throw new Error('disk full');
      }
      return inner.set(key, value, replaces);
    },
    fail: (times) => {
      failures = times;
    },
  };
}
