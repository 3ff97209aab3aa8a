import { hasRedisServer, noRedisServer, startOwnRedis } from '@sidecar/test-servers/redis';
import { Redis } from 'ioredis';
import { Redis as Redis5 } from 'ioredis-5';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../test/stores.ts';
import { layWire } from '../test/wire.ts';
import type { RedisClient } from './redis-client.ts';

const key = 'tokens/ada/gmail/default';

/** The clients that hosts have: what ioredis does by itself after a cut differs. */
const clients: Readonly<Record<string, (url: string) => (RedisClient & { disconnect(): void }) | undefined>> =
  {
    'a client of its own': () => undefined,
    'a client of ioredis 6 as it comes, which sends again by itself': (url) => new Redis(url),
    'a client of ioredis 5 as it comes, which sends again by itself': (url) => new Redis5(url),
    'a client that fails what was cut': (url) => new Redis(url, { maxRetriesPerRequest: 0 }),
    'a client without an offline queue': (url) => new Redis(url, { enableOfflineQueue: false }),
  };

describe.skipIf(!hasRedisServer)(`an answer that is lost${noRedisServer}`, () => {
  for (const [title, makeClient] of Object.entries(clients)) {
    it(`makes no conflict of a write or a delete that was done, with ${title}`, async () => {
      const { wire, others } = await disturbedServer();
      const client = makeClient(wire.url);
      onTestFinished(() => client?.disconnect());
      const store = openStore(client ? { client } : { url: wire.url });

      // Each script is known to the server from here on, so that the answer that gets lost is that of the script.
      const warm = await store.set('tokens/ada/x/default', 'x', undefined);
      expect(await store.delete('tokens/ada/x/default', warm ?? '')).toBe(true);

      let lost = wire.loseNextAnswer();
      const created = await store.set(key, 'one', undefined);
      await lost;
      expect(created).toBeDefined();
      expect(await others.get(key)).toEqual({ value: 'one', version: created });

      lost = wire.loseNextAnswer();
      const replaced = await store.set(key, 'two', created);
      await lost;
      expect(replaced).toBeDefined();
      expect(await others.get(key)).toEqual({ value: 'two', version: replaced });

      lost = wire.loseNextAnswer();
      const isDeleted = await store.delete(key, replaced ?? '');
      await lost;
      expect(isDeleted).toBe(true);
      expect(await others.get(key)).toBeUndefined();
    });
  }

  it('is still a conflict where somebody else was faster', async () => {
    const { wire, others } = await disturbedServer();
    const store = openStore({ url: wire.url });
    const first = await store.set(key, 'one', undefined);
    await others.set(key, 'theirs', first);
    const lost = wire.loseNextAnswer();
    const late = await store.set(key, 'late', first);
    await lost;
    expect(late).toBeUndefined();
    expect((await others.get(key))?.value).toBe('theirs');
    expect(await store.delete(key, first ?? '')).toBe(false);
  });

  it('makes no delete of what another one has deleted', async () => {
    const { wire, others } = await disturbedServer();
    const store = openStore({ url: wire.url });
    const version = (await store.set(key, 'one', undefined)) ?? '';
    expect(await others.delete(key, version)).toBe(true);
    expect(await store.delete(key, version)).toBe(false);
  });
});

it.skipIf(!hasRedisServer)(
  `reads and lists through connections that are cut again and again${noRedisServer}`,
  async () => {
    const { wire } = await disturbedServer();
    const store = openStore({ url: wire.url });
    const version = await store.set(key, 'one', undefined);
    for (let round = 0; round < 10; round += 1) {
      const answers = [store.get(key), store.list('tokens/')] as const;
      wire.cut();
      expect(await answers[0]).toEqual({ value: 'one', version });
      expect(await answers[1]).toEqual([key]);
    }
  },
);

async function disturbedServer() {
  const server = await startOwnRedis();
  onTestFinished(() => server.remove());
  const wire = await layWire(server.port);
  onTestFinished(() => wire.close());
  return { server, wire, others: openStore({ url: server.url }) };
}
