import { hasRedisServer, noRedisServer, startOwnRedis } from '@sidecar/test-servers/redis';
import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { startSentinel } from '../test/own-sentinel.ts';
import { openStore } from '../test/stores.ts';

const key = 'tokens/ada/gmail/default';

it.skipIf(!hasRedisServer)(
  `goes on with the replica that Sentinel puts in the place of a dead primary${noRedisServer}`,
  async () => {
    const primary = await startOwnRedis();
    onTestFinished(() => primary.remove());
    const replica = await startOwnRedis({ settings: ['--replicaof', '127.0.0.1', String(primary.port)] });
    onTestFinished(() => replica.remove());
    const sentinel = await startSentinel(primary);
    onTestFinished(() => sentinel.remove());
    const watcher = connected(new Redis(sentinel.port));
    await expect
      .poll(async () => String(await watcher.call('SENTINEL', 'REPLICAS', 'watched').catch(() => '')))
      .toContain(String(replica.port));

    const client = connected(
      new Redis({ sentinels: [{ host: '127.0.0.1', port: sentinel.port }], name: 'watched' }),
    );
    const store = openStore({ client });
    const version = await store.set(key, 'one', undefined);
    const reader = connected(new Redis(replica.url));
    await expect.poll(() => reader.exists(`{sidecar}:${key}`)).toBe(1);
    await primary.kill();
    await expect.poll(() => store.set(key, 'two', version).catch(() => 'failed')).not.toBe('failed');
    expect((await store.get(key))?.value).toBe('two');
    expect(await reader.get(`{sidecar}:${key}`)).toMatch(/two$/);
  },
);

function connected(client: Redis): Redis {
  client.on('error', () => undefined);
  onTestFinished(() => client.disconnect());
  return client;
}
