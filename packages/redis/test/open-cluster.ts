import type { Store } from '@sidecar/core';
import { Cluster } from 'ioredis';
import { redisStore } from '../src/redis-store.ts';

/** How the other processes of the suites open a store in a cluster. */
export function openCluster(ports: readonly number[], prefix: string): Store {
  const client = new Cluster(ports.map((port) => ({ host: '127.0.0.1', port })));
  return redisStore({ client, prefix });
}
