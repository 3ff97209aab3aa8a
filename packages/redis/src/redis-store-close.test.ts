import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { hasServerBinary, startServer, withoutBinary } from '../test/own-server.ts';
import { redisStore } from './redis-store.ts';

it.skipIf(!hasServerBinary)(
  `opens no connection any more after it was closed, and says so${withoutBinary}`,
  async () => {
    const { url, remove } = await startServer();
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
