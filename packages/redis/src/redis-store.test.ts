import { randomUUID } from 'node:crypto';
import { findRedis } from '@sidecar/test-servers/redis';
import { testStore } from '@sidecar/testing';
import { afterAll, describe, it } from 'vitest';
import { removePrefix } from '../test/remove-prefix.ts';
import { redisStore } from './redis-store.ts';

const server = await findRedis();

afterAll(async () => server?.end());

if (server) {
  const { url } = server;
  testStore({
    name: 'redisStore',
    describe,
    it,
    create: () => {
      const prefix = `test-${randomUUID()}`;
      return {
        store: redisStore({ url, prefix }),
        openArguments: [url, prefix],
        cleanup: () => removePrefix(url, prefix),
      };
    },
    processes: {
      module: new URL('../test/open-redis.ts', import.meta.url),
      exportName: 'openRedis',
      execArgv: ['--disable-warning=SIDECAR_REDIS_NOT_DURABLE'],
    },
  });
} else {
  it.skip('redisStore keeps the rules of stores (skipped: no REDIS_URL, and redis-server is not installed)', () =>
    undefined);
}
