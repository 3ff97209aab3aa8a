import { randomUUID } from 'node:crypto';
import { hasRedisServer, noRedisServer, startOwnRedis } from '@sidecar/test-servers/redis';
import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { redisStore } from './redis-store.ts';

it.skipIf(!hasRedisServer)(
  `opens no connection any more after it was closed, and says so${noRedisServer}`,
  async () => {
    const { url, remove } = await startOwnRedis();
    onTestFinished(remove);
    const watch = new Redis(url);
    onTestFinished(() => watch.disconnect());
    const store = redisStore({ url, prefix: randomUUID() });
    await store.get('tokens/ada/gmail/default');
    const connections = async () =>
      String(await watch.client('LIST'))
        .trim()
        .split('\n').length;
    expect(await connections()).toBe(2);
    await store.close?.();
    await expect(store.get('tokens/ada/gmail/default')).rejects.toMatchObject({
      code: 'store_failed',
      retryable: false,
      message: expect.stringContaining('The store was closed'),
    });
    await expect.poll(connections).toBe(1);
    await store.close?.();
  },
);
