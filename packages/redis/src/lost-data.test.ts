import { createSidecar, existingGrant, type Store } from '@sidecar/core';
import { encrypted } from '@sidecar/core/crypto';
import { faultsPlugin } from '@sidecar/store-faults';
import { hasRedisServer, noRedisServer, type OwnRedis, startOwnRedis } from '@sidecar/test-servers/redis';
import { type FakeAuthorizationServer, fakeAuthorizationServer } from '@sidecar/testing';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../test/stores.ts';

const key = 'tokens/ada/gmail/default';
const lost = {
  code: 'store_failed',
  retryable: false,
  message: expect.stringContaining('has lost its data'),
};

async function server(...settings: readonly string[]): Promise<OwnRedis> {
  const started = await startOwnRedis({ settings });
  onTestFinished(() => started.remove());
  return started;
}

function clientOf({ url }: OwnRedis): Redis {
  const client = new Redis(url);
  onTestFinished(() => client.disconnect());
  return client;
}

async function authorizationServer(): Promise<FakeAuthorizationServer> {
  const started = await fakeAuthorizationServer();
  onTestFinished(() => started.close());
  return started;
}

function sidecarOver(store: Store, provider: FakeAuthorizationServer) {
  const sidecar = createSidecar({ plugins: [faultsPlugin(provider)], store });
  onTestFinished(() => sidecar.close());
  return sidecar;
}

/** Everything that a store can do says that the data was lost, and changes nothing. */
async function expectLoss(store: Store): Promise<void> {
  await expect(store.get(key)).rejects.toMatchObject(lost);
  await expect(store.get('tokens/nobody/gmail/default')).rejects.toMatchObject(lost);
  await expect(store.set(key, 'anew', undefined)).rejects.toMatchObject(lost);
  await expect(store.delete(key, 'some version')).rejects.toMatchObject(lost);
  await expect(store.list('tokens/')).rejects.toMatchObject(lost);
}

describe.skipIf(!hasRedisServer)(`the loss of the data is told${noRedisServer}`, () => {
  it('when the server restarts without persistence, in each process that knew it', async () => {
    const first = await server();
    const [one, other] = [openStore({ url: first.url }), openStore({ url: first.url })];
    await one.set(key, 'one', undefined);
    await other.list('tokens/');
    await first.kill();
    const again = await startOwnRedis({ port: first.port });
    onTestFinished(() => again.remove());
    await expectLoss(one);
    await expectLoss(other);
    expect(await clientOf(again).dbsize()).toBe(0);
  });

  it('when an empty replica takes over: nobody is called "not connected"', async () => {
    const [primary, empty] = [await server(), await server()];
    const client = clientOf(primary);
    const store = encrypted(openStore({ client }), new Uint8Array(32).fill(1));
    const provider = await authorizationServer();
    const sidecar = sidecarOver(store, provider);
    await sidecar.connect('notes', { via: existingGrant(provider.issue()) });
    const token = await sidecar.connection('notes').getAccessToken();

    // What a failover is for a client: the same name, another server.
    client.options.port = empty.port;
    client.disconnect(true);
    await expect.poll(() => client.info('server')).toContain(`tcp_port:${empty.port}`);

    const again = sidecarOver(store, provider);
    const asked = () => again.connection('notes').getAccessToken();
    const lossIsTold = expect.stringContaining('has lost its data');
    // For a moment a process trusts what it has in memory.
    await expect.poll(() => asked().catch(({ message }: Error) => message)).toEqual(lossIsTold);
    const told = { code: 'store_failed', message: lossIsTold };
    await expect(again.status('notes')).rejects.toMatchObject(told);
    await expect(again.connect('notes', { via: existingGrant(provider.issue()) })).rejects.toMatchObject(
      told,
    );

    client.options.port = primary.port;
    client.disconnect(true);
    await expect.poll(() => asked().catch(() => 'failed')).toBe(token);
  });

  it('when the database is emptied, or filled by another process that began anew', async () => {
    const emptied = await server();
    const store = openStore({ url: emptied.url });
    await store.set(key, 'one', undefined);
    await clientOf(emptied).flushall();
    await expectLoss(store);
    const newcomer = openStore({ url: emptied.url });
    const version = await newcomer.set(key, 'two', undefined);
    await expectLoss(store);
    expect(await newcomer.get(key)).toEqual({ value: 'two', version });
  });

  it('and not when a replica that has the data takes over', async () => {
    const [primary, replica] = [await server(), await server()];
    const client = clientOf(primary);
    const store = openStore({ client });
    const version = await store.set(key, 'one', undefined);
    const second = clientOf(replica);
    await second.replicaof('127.0.0.1', primary.port);
    await expect.poll(() => second.info('replication')).toContain('master_link_status:up');
    await expect.poll(() => second.exists(`{sidecar}:${key}`)).toBe(1);
    await second.replicaof('NO', 'ONE');
    await primary.kill();
    client.options.port = replica.port;
    expect(await store.get(key)).toEqual({ value: 'one', version });
    expect(await store.set(key, 'two', version)).toBeDefined();
  });

  it('by a process that starts on the emptied server, only if it may not begin a store', async () => {
    const restarted = await server();
    const strict = openStore({ url: restarted.url, mayCreate: false });
    await expect(strict.get(key)).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('There is no store under the prefix "sidecar"'),
    });
    expect(await clientOf(restarted).dbsize()).toBe(0);

    const first = openStore({ url: restarted.url });
    expect(await first.get(key)).toBeUndefined();
    const version = await first.set(key, 'one', undefined);
    expect(await strict.get(key)).toEqual({ value: 'one', version });
  });

  it('of one record that Redis has evicted: it cannot be read, and can be connected anew', async () => {
    const small = await server();
    const store = encrypted(openStore({ url: small.url }), new Uint8Array(32).fill(1));
    const provider = await authorizationServer();
    await sidecarOver(store, provider).connect('notes', { via: existingGrant(provider.issue()) });
    const [name = ''] = await store.list('tokens/');
    expect(await clientOf(small).del(`{sidecar}:${name}`)).toBe(1);

    const again = sidecarOver(store, provider);
    await expect(again.connection('notes').getAccessToken()).rejects.toMatchObject({
      code: 'store_corrupt',
    });
    await again.disconnect('notes');
    await again.connect('notes', { via: existingGrant(provider.issue()) });
    expect(provider.isLive(await again.connection('notes').getAccessToken())).toBe(true);
  });
});

describe.skipIf(!hasRedisServer)(`a server that would lose data${noRedisServer}`, () => {
  it('is refused while it may evict any key, and accepted as soon as it may not', async () => {
    const cache = await server('--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru');
    const store = openStore({ url: cache.url });
    await expect(store.set(key, 'one', undefined)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: false,
      message: expect.stringMatching(/allkeys-lru.*Set maxmemory-policy to noeviction/),
    });
    await clientOf(cache).config('SET', 'maxmemory-policy', 'noeviction');
    expect(await store.set(key, 'one', undefined)).toBeDefined();
  });

  it('is found out also when the store comes to it later', async () => {
    const [good, cache] = [await server(), await server('--maxmemory-policy', 'allkeys-random')];
    const client = clientOf(good);
    const store = openStore({ client });
    await store.set(key, 'one', undefined);
    const second = clientOf(cache);
    await second.replicaof('127.0.0.1', good.port);
    await expect.poll(() => second.exists(`{sidecar}:${key}`)).toBe(1);
    await second.replicaof('NO', 'ONE');
    client.options.port = cache.port;
    client.disconnect(true);
    await expect
      .poll(() => store.get(key).catch(({ message }: Error) => message))
      .toContain('throws away connections');
  });

  it('is accepted where only keys with a time to live are evicted: no record has one', async () => {
    const shared = await server('--maxmemory', '2500kb', '--maxmemory-policy', 'volatile-ttl');
    const store = openStore({ url: shared.url });
    const version = await store.set(key, 'one', undefined);
    const client = clientOf(shared);
    for (let number = 0; number < 300; number += 1)
      await client.set(`cache:${number}`, 'x'.repeat(10_000), 'EX', 600);
    expect(/evicted_keys:(\d+)/.exec(await client.info('stats'))?.[1]).not.toBe('0');
    expect(await store.get(key)).toEqual({ value: 'one', version });
  });

  it('is warned of once where it keeps no append-only file, and not where it does', async () => {
    const warnings: string[] = [];
    const listener = (warning: Error & { readonly code?: string }) => warnings.push(warning.code ?? '');
    process.on('warning', listener);
    onTestFinished(() => void process.off('warning', listener));
    const durable = await server('--appendonly', 'yes');
    await openStore({ url: durable.url }).get(key);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
    const forgetful = await server();
    const store = openStore({ url: forgetful.url });
    await Promise.all([store.get(key), store.list('tokens/')]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual(['SIDECAR_REDIS_NOT_DURABLE']);
  });
});
