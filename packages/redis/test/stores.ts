import type { Store } from '@sidecar/core';
import { onTestFinished } from 'vitest';
import { type RedisStoreOptions, redisStore } from '../src/index.ts';

/** A store that is closed with the test. */
export function openStore(options: RedisStoreOptions): Store {
  const store = redisStore(options);
  onTestFinished(() => store.close?.());
  return store;
}
