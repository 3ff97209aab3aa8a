import { randomBytes, randomUUID } from 'node:crypto';
import { encrypted, rotateKeys } from '@sidecar/core/crypto';
import { findRedis } from '@sidecar/test-servers/redis';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { removePrefix } from '../test/remove-prefix.ts';
import { openStore } from '../test/stores.ts';

const server = await findRedis();
const url = server?.url ?? '';
const why = server ? '' : ' (skipped: no REDIS_URL, and redis-server is not installed)';

afterAll(async () => server?.end());

function ownPrefix(): string {
  const prefix = `test-${randomUUID()}`;
  onTestFinished(() => removePrefix(url, prefix));
  return prefix;
}

describe.skipIf(!server)(`redisStore below encrypted${why}`, () => {
  it('holds tokens sealed, and everything else as it is', async () => {
    const prefix = ownPrefix();
    const store = encrypted(openStore({ url, prefix }), randomBytes(32));
    await store.set('tokens/ada/gmail/default', 'very secret', undefined);
    await store.set('config/ada', 'legible', undefined);
    const client = new Redis(url);
    onTestFinished(() => client.disconnect());
    const held = await client.mget(`{${prefix}}:tokens/ada/gmail/default`, `{${prefix}}:config/ada`);
    expect(held[0]).toMatch(/^[\da-f-]{36}./);
    expect(held[0]).not.toContain('very secret');
    expect(held[1]).toMatch(/^[\da-f-]{36}legible$/);
  });

  it('gets new keys over all users, page by page', async () => {
    const count = 1_100;
    const prefix = ownPrefix();
    const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
    const below = openStore({ url, prefix });
    const before = encrypted(below, oldKey);
    const names = Array.from({ length: count }, (_, number) => `tokens/user${number}/gmail/default`);
    await Promise.all(names.map((name) => before.set(name, `token of ${name}`, undefined)));
    const report = await rotateKeys(encrypted(below, [newKey, oldKey]));
    expect(report).toEqual({ records: count, outdated: count, resealed: count });
    const after = encrypted(below, newKey);
    const values = await Promise.all(names.map(async (name) => (await after.get(name))?.value));
    expect(values).toEqual(names.map((name) => `token of ${name}`));
  });
});

describe.skipIf(!server)(`the order of lists${why}`, () => {
  it('is the same by bytes as by characters for the keys that core writes', async () => {
    const store = openStore({ url, prefix: ownPrefix() });
    const users = Array.from({ length: 300 }, () => randomBytes(4).toString('latin1'));
    const keys = users.map((user) => `tokens/${encodeURIComponent(`${user}😀ÿ￮`)}/gmail/default`);
    await Promise.all(keys.map((key) => store.set(key, 'x', undefined)));
    expect(await store.list('tokens/')).toEqual([...new Set(keys)].sort());
  });

  it('is by bytes for all others, so that pages fit together all the same', async () => {
    const store = openStore({ url, prefix: ownPrefix() });
    const inOrder = ['a', 'a\u0000b', 'é', '\uffee', '😀', '😀😀'];
    for (const key of inOrder) await store.set(key, 'x', undefined);
    for (const [index, key] of inOrder.entries())
      expect(await store.list('', key)).toEqual(inOrder.slice(index + 1));
    expect(await store.list('')).toEqual(inOrder);
    expect(await store.list('😀', 'é')).toEqual(['😀', '😀😀']);
  });

  it('has no place for keys and values that have no UTF-8, which are refused', async () => {
    const store = openStore({ url, prefix: ownPrefix() });
    const refused = { code: 'invalid_input' };
    await expect(store.set('tokens/\ud800', 'x', undefined)).rejects.toMatchObject(refused);
    await expect(store.set('tokens/a', 'half: \udc00', undefined)).rejects.toMatchObject(refused);
    await expect(store.get('tokens/\ud800')).rejects.toMatchObject(refused);
    expect(await store.list('')).toEqual([]);
  });
});
