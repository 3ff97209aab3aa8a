import { randomUUID } from 'node:crypto';
import type { Store } from '@sidecar/core';
import { hasRedisServer } from '@sidecar/test-servers/redis';
import { testStore } from '@sidecar/testing';
import type { Redis } from 'ioredis';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { type OwnCluster, startCluster } from '../test/own-cluster.ts';
import { openStore } from '../test/stores.ts';
import { redisStore } from './redis-store.ts';

const key = 'tokens/ada/gmail/default';
const same = 'not applicable, it waits for nothing that a cluster does; it is tried over one server';

if (hasRedisServer) {
  const cluster = await startCluster();
  afterAll(() => cluster.remove());
  const client = cluster.client();
  const ports = cluster.servers.map(({ port }) => port);

  testStore({
    name: 'redisStore over a cluster of three',
    skip: {
      'kept-by-renewal': same,
      'lost-when-silent': same,
      'lease-of-a-killed-process': same,
      'lease-of-a-paused-process': same,
      'lease-without-a-common-clock': same,
      'refresh-of-a-paused-process': same,
      'refresh-without-a-common-clock': same,
    },
    describe,
    it,
    create: () => {
      const prefix = randomUUID();
      return { store: redisStore({ client, prefix }), openArguments: [ports, prefix] };
    },
    processes: {
      module: new URL('../test/open-cluster.ts', import.meta.url),
      exportName: 'openCluster',
      execArgv: ['--disable-warning=SIDECAR_REDIS_NOT_DURABLE'],
    },
  });

  describe('redisStore over a cluster of three', () => {
    it('keeps all names of one prefix in one slot, and prefixes on all nodes', async () => {
      const stores = Array.from({ length: 12 }, (_, number) => `tenant-${number}`).map((prefix) =>
        openStore({ client, prefix }),
      );
      for (const store of stores) await fill(store, 5);
      for (const node of cluster.nodes) {
        const names = await node.keys('{tenant-*');
        const prefixes = new Set(names.map((name) => name.slice(0, name.indexOf('}'))));
        expect(prefixes.size).toBeGreaterThan(0);
        for (const prefix of prefixes)
          expect(names.filter((name) => name.startsWith(`${prefix}}`)).length).toBe(6);
      }
      for (const store of stores) expect(await store.list('tokens/')).toHaveLength(5);
    });

    it('goes on while its slot moves to another node', async () => {
      const prefix = `moving-${randomUUID()}`;
      const store = openStore({ client, prefix });
      const keys = await fill(store, 60);
      let isMoved = false;
      const writing = increment(store, () => isMoved);
      await moveSlot(cluster, prefix);
      isMoved = true;
      const count = await writing;
      expect(count).toBeGreaterThan(0);
      expect((await store.get(key))?.value).toBe(String(count));
      expect(await store.list('tokens/ada/many/')).toEqual(keys.toSorted());
    });

    it('tells a client that knows no clusters which one it needs', async () => {
      const messages = await Promise.all(
        cluster.servers.map(async ({ url }) => {
          const single = openStore({ url, prefix: 'elsewhere' });
          return single.get(key).catch((error: Error) => error.message);
        }),
      );
      expect(messages.filter((message) => message === undefined)).toHaveLength(1);
      expect(messages.filter((message) => String(message).includes('new Cluster('))).toHaveLength(2);
      expect(messages.join()).not.toContain('127.0.0.1');
    });
  });

  it('says within its limit that a node is down, and goes on when it is back', async () => {
    const own = await startCluster();
    onTestFinished(() => own.remove());
    const store = openStore({ client: own.client(), prefix: 'down', timeoutMs: 1_000 });
    const version = await store.set(key, 'one', undefined);
    const { owner } = await nodesOf(own, 'down');
    const server = own.servers[own.nodes.indexOf(owner)];
    server?.process.kill('SIGSTOP');
    await expect(store.set(key, 'two', version)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: true,
      message: expect.not.stringContaining('127.0.0.1'),
    });
    server?.process.kill('SIGCONT');
    await expect.poll(async () => (await store.get(key).catch(() => undefined))?.version).toBeDefined();
  });

  it('says that the data is lost when the node of a prefix comes back empty', async () => {
    const own = await startCluster();
    onTestFinished(() => own.remove());
    const store = openStore({ client: own.client(), prefix: 'emptied' });
    await store.set(key, 'one', undefined);
    const { owner } = await nodesOf(own, 'emptied');
    await owner.flushall();
    await expect(store.get(key)).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('has lost its data'),
    });
  });
} else {
  it.skip('redisStore keeps the rules of stores over a cluster (skipped: redis-server is not installed)', () =>
    undefined);
}

async function fill(store: Store, count: number): Promise<readonly string[]> {
  const keys = Array.from({ length: count }, (_, number) => `tokens/ada/many/${number}`);
  await Promise.all(keys.map((name) => store.set(name, name, undefined)));
  return keys;
}

/** Counts up by compare-and-set until it is told to stop; answers how far it came. */
async function increment(store: Store, isOver: () => boolean): Promise<number> {
  let version: string | undefined;
  let count = 0;
  while (!isOver()) {
    count += 1;
    version = await store.set(key, String(count), version);
    expect(version).toBeDefined();
  }
  return count;
}

interface SlotNodes {
  readonly owner: Redis;
  readonly other: Redis;
  readonly slot: number;
}

async function nodesOf({ nodes }: OwnCluster, prefix: string): Promise<SlotNodes> {
  const [first] = nodes;
  const slot = Number(await first?.cluster('KEYSLOT', `{${prefix}}`));
  const owner = nodes[Math.floor((slot * nodes.length) / 16_384)];
  const other = nodes.find((node) => node !== owner);
  if (!owner || !other) throw new Error('The cluster has no node for the slot.');
  return { owner, other, slot };
}

/** Moves the slot of a prefix as redis-cli does: key by key, while clients use it. */
async function moveSlot(cluster: OwnCluster, prefix: string): Promise<void> {
  const { owner, other, slot } = await nodesOf(cluster, prefix);
  const [from, to] = [String(await owner.cluster('MYID')), String(await other.cluster('MYID'))];
  await other.cluster('SETSLOT', slot, 'IMPORTING', from);
  await owner.cluster('SETSLOT', slot, 'MIGRATING', to);
  for (;;) {
    const names = await owner.cluster('GETKEYSINSLOT', slot, 10);
    if (!Array.isArray(names) || names.length === 0) break;
    const port = Number(other.options.port);
    await owner.migrate('127.0.0.1', port, '', 0, 5_000, 'KEYS', ...names.map(String));
  }
  for (const node of [other, owner, ...cluster.nodes]) await node.cluster('SETSLOT', slot, 'NODE', to);
}
