import type { Store } from '@sidecar/core';
import { redisStore } from '../src/redis-store.ts';

/** How the other processes of the suites open a store. */
export function openRedis(url: string, prefix: string): Store {
  return redisStore({ url, prefix });
}
