import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { SidecarError } from '@sidecar/core';
import { freePort } from '@sidecar/test-servers/free-port';
import { hasRedisServer, noRedisServer, type OwnRedis, startOwnRedis } from '@sidecar/test-servers/redis';
import { Redis, type RedisOptions } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../test/stores.ts';

const key = 'tokens/ada/gmail/default';

async function server(...settings: readonly string[]): Promise<OwnRedis> {
  const started = await startOwnRedis({ settings });
  onTestFinished(() => started.remove());
  return started;
}

type ClientOptions = Pick<RedisOptions, 'enableReadyCheck' | 'retryStrategy'>;

function clientOf(place: string | number, options: ClientOptions = {}): Redis {
  const url = typeof place === 'number' ? `redis://127.0.0.1:${place}` : place;
  const client = new Redis(url, options);
  onTestFinished(() => client.disconnect());
  return client;
}

/** The failure of an operation, which must not show where Redis is, who asks, or what was written. */
async function failureOf(operation: Promise<unknown>): Promise<SidecarError> {
  const error = await operation.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!SidecarError.isInstance(error)) throw new Error(`No SidecarError: ${inspect(error)}`);
  const shown = `${inspect(error, { showHidden: true, depth: 9 })} ${JSON.stringify(error)}`;
  expect(shown).not.toMatch(/127\.0\.0\.1|localhost|geheim|very secret/);
  expect(error).toMatchObject({ code: 'store_failed', nextAction: expect.stringMatching(/\.$/) });
  return error;
}

describe.skipIf(!hasRedisServer)(`redisStore in trouble${noRedisServer}`, () => {
  it('says within its limit that nothing listens, and works as soon as something does', async () => {
    const port = await freePort();
    const store = openStore({ url: `redis://ada:geheim@127.0.0.1:${port}`, timeoutMs: 400 });
    const error = await failureOf(store.set(key, 'very secret', undefined));
    expect(error).toMatchObject({ retryable: true, message: expect.stringContaining('(ECONNREFUSED)') });
    const settings = ['--user', 'ada', 'on', '>geheim', '~*', '+@all'];
    const late = await startOwnRedis({ port, settings });
    onTestFinished(() => late.remove());
    await expect.poll(() => store.get(key).catch(() => 'failed')).toBeUndefined();
  });

  it('is in no other database than the one of its URL, where that one cannot be had', async () => {
    const { url } = await server('--databases', '4');
    const inAnother = openStore({ url: `${url}/3` });
    await inAnother.set(key, 'very secret', undefined);
    const nowhere = openStore({ url: `${url}/99` });
    expect(await failureOf(nowhere.set(key, 'very secret', undefined))).toMatchObject({
      retryable: false,
      nextAction: 'Name a database that there is, or none, and let the user run SELECT.',
    });
    const client = clientOf(url);
    expect(await client.dbsize()).toBe(0);
    expect(await inAnother.get(key)).toMatchObject({ value: 'very secret' });
  });

  it('says so with the client of a host too, which hears of no error event and goes on', async () => {
    const port = await freePort();
    const client = clientOf(port, { retryStrategy: () => 20 });
    const store = openStore({ client, timeoutMs: 400 });
    const failures = await Promise.all(
      Array.from({ length: 30 }, () => failureOf(store.set(key, 'very secret', undefined))),
    );
    expect(new Set(failures.map(({ message }) => message)).size).toBe(1);
    const late = await startOwnRedis({ port });
    onTestFinished(() => late.remove());
    await expect.poll(() => store.get(key).catch(() => 'failed')).toBeUndefined();
  });

  it('waits for a server that restarts', async () => {
    const settings = ['--appendonly', 'yes'];
    const kept = await startOwnRedis({ settings });
    const store = openStore({ url: kept.url });
    const version = await store.set(key, 'one', undefined);
    await kept.kill();
    const reading = store.get(key);
    const again = await startOwnRedis({ port: kept.port, folder: kept.folder, settings });
    onTestFinished(() => again.remove());
    expect(await reading).toEqual({ value: 'one', version });
  });

  it('does not wait for ever for a server that stands still', async () => {
    const { url, process } = await server();
    const store = openStore({ url, timeoutMs: 300 });
    await store.get(key);
    process.kill('SIGSTOP');
    const error = await failureOf(store.get(key));
    process.kill('SIGCONT');
    expect(error.message).toMatch(/did not answer within 0.3 s|cannot be reached/);
    await expect.poll(() => store.get(key).catch(() => 'failed')).toBeUndefined();
  });

  it('says that the primary has become a replica', async () => {
    const { url } = await server();
    const store = openStore({ url });
    const version = await store.set(key, 'one', undefined);
    await clientOf(url).replicaof('127.0.0.1', await freePort());
    const error = await failureOf(store.set(key, 'very secret', version));
    expect(error).toMatchObject({ retryable: true, message: expect.stringMatching(/replica.*\(READONLY\)/) });
  });

  it('waits while the server loads its data, and says so at the end of its patience', async () => {
    const settings = ['--appendonly', 'yes'];
    const kept = await startOwnRedis({ settings });
    const first = openStore({ url: kept.url });
    const keys = Array.from({ length: 40 }, (_, number) => `tokens/ada/many/${number}`);
    // So long that the server looks up from its loading after each.
    for (const name of keys) await first.set(name, randomBytes(2_000).toString('hex'), undefined);
    const admin = clientOf(kept.url);
    await admin.bgrewriteaof();
    await expect.poll(() => admin.info('persistence')).toContain('aof_rewrite_in_progress:0');
    admin.disconnect();
    await kept.kill();
    const slowly = ['--key-load-delay', '50000', '--loading-process-events-interval-bytes', '1024'];
    const again = await startOwnRedis({
      port: kept.port,
      folder: kept.folder,
      settings: [...settings, ...slowly],
    });
    onTestFinished(() => again.remove());
    const client = clientOf(again.port, { enableReadyCheck: false });
    const error = await failureOf(openStore({ client, timeoutMs: 500 }).list('tokens/'));
    expect(error).toMatchObject({ retryable: true, message: expect.stringContaining('(LOADING)') });
    expect(await openStore({ client, timeoutMs: 20_000 }).list('tokens/')).toEqual(keys.toSorted());
  });

  it('says that the memory is full, still reads and deletes then, and has changed nothing', async () => {
    const { url } = await server();
    const store = openStore({ url });
    const version = await store.set(key, 'one', undefined);
    const admin = clientOf(url);
    await admin.config('SET', 'maxmemory', '1');
    for (const write of [
      store.set(key, 'very secret', version),
      store.set(`${key}2`, 'very secret', undefined),
    ])
      expect(await failureOf(write)).toMatchObject({ message: expect.stringContaining('(OOM)') });
    expect(await store.get(key)).toEqual({ value: 'one', version });
    expect(await store.list('tokens/')).toEqual([key]);
    expect(await store.delete(key, version ?? '')).toBe(true);
    expect(await store.list('tokens/')).toEqual([]);
    await admin.config('SET', 'maxmemory', '0');
    expect(await store.set(key, 'two', undefined)).toBeDefined();
  });

  it('teaches the server its scripts again after they were forgotten', async () => {
    const { url } = await server();
    const store = openStore({ url });
    const version = await store.set(key, 'one', undefined);
    await clientOf(url).script('FLUSH');
    expect(await store.set(key, 'two', version)).toBeDefined();
    await clientOf(url).script('FLUSH');
    expect((await store.get(key))?.value).toBe('two');
  });

  it('says at once that a password is wrong, or a user may not run scripts', {
    timeout: 20_000,
  }, async () => {
    const { url } = await server('--user', 'ada', 'on', '>geheim', '~*', '+@all', '-@scripting');
    const wrong = await failureOf(
      openStore({ url: url.replace('//', '//ada:geheim2@'), timeoutMs: 30_000 }).get(key),
    );
    expect(wrong).toMatchObject({ retryable: false, message: expect.stringContaining('(WRONGPASS)') });
    const narrow = await failureOf(openStore({ url: url.replace('//', '//ada:geheim@') }).get(key));
    expect(narrow).toMatchObject({ retryable: false, message: expect.stringContaining('(NOPERM)') });
  });

  it('works for a user who may run nothing but the commands that the README names', async () => {
    const commands = 'eval evalsha get getrange set zadd zrem zscore zrangebylex';
    const allowed = commands.split(' ').map((name) => `+${name}`);
    const { url } = await server('--user', 'ada', 'on', '>geheim', '~{sidecar}*', ...allowed);
    const client = clientOf(url.replace('//', '//ada:geheim@'), { enableReadyCheck: false });
    const store = openStore({ client });
    const version = await store.set(key, 'one', undefined);
    expect(await store.list('tokens/')).toEqual([key]);
    expect((await store.get(key))?.value).toBe('one');
    expect(await store.delete(key, version ?? '')).toBe(true);
  });

  it('says that its names are taken by something else', async () => {
    const { url } = await server();
    await clientOf(url).set('{sidecar}', 'a text');
    const error = await failureOf(openStore({ url }).get(key));
    expect(error).toMatchObject({ retryable: false, message: expect.stringContaining('another prefix') });
    expect(await openStore({ url, prefix: 'other' }).get(key)).toBeUndefined();
  });

  it('ends the client that it has made, and leaves the one of the host as it was', async () => {
    const { url } = await server();
    const client = clientOf(url);
    const store = openStore({ client });
    await store.set(key, 'one', undefined);
    await store.close?.();
    expect(client.status).toBe('ready');
    expect(client.listenerCount('error')).toBe(0);
    expect(await client.ping()).toBe('PONG');

    const own = openStore({ url });
    const connections = async () => /connected_clients:(\d+)/.exec(await client.info('clients'))?.[1];
    await own.get(key);
    expect(await connections()).toBe('2');
    await own.close?.();
    await expect.poll(connections).toBe('1');
  });

  it('says that the client of the host was closed', async () => {
    const { url } = await server();
    const client = clientOf(url);
    const store = openStore({ client });
    await store.get(key);
    await client.quit();
    expect((await failureOf(store.get(key))).message).toContain('has been closed');
  });
});
