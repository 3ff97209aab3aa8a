import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { memoryStore } from '../memory-store.ts';
import type { Store } from '../store.ts';
import { encrypted } from './encrypted.ts';
import { rotateKeys } from './rotate-keys.ts';

const oldKey = randomBytes(32);
const newKey = randomBytes(32);
const count = 1500;

/** A store with more records than fit on a page, sealed with the old key. */
async function sealedWithOldKey(): Promise<Store> {
  const store = memoryStore();
  const sealing = encrypted(store, oldKey);
  for (let number = 0; number < count; number += 1)
    await sealing.set(`tokens/user${number}`, `token ${number}`, undefined);
  await sealing.set('pending/state', 'verifier', undefined);
  await sealing.set('config/default', '{}', undefined);
  return store;
}

async function contents(store: Store): Promise<string> {
  const entries: string[] = [];
  for (const area of ['tokens/', 'pending/', 'config/'])
    for (let page = await store.list(area); page.length > 0; page = await store.list(area, page.at(-1)))
      for (const key of page) entries.push(`${key} ${JSON.stringify(await store.get(key))}`);
  return entries.join('\n');
}

it('seals every record with the new key, so that the old one is no longer needed', async () => {
  const store = await sealedWithOldKey();
  const report = await rotateKeys(encrypted(store, [newKey, oldKey]));
  expect(report).toEqual({ records: count + 1, outdated: count + 1, resealed: count + 1 });
  const rotated = encrypted(store, newKey);
  for (let number = 0; number < count; number += 1)
    expect((await rotated.get(`tokens/user${number}`))?.value).toBe(`token ${number}`);
  expect((await rotated.get('pending/state'))?.value).toBe('verifier');
});

it('writes nothing the second time', async () => {
  const store = await sealedWithOldKey();
  const sealing = encrypted(store, [newKey, oldKey]);
  await rotateKeys(sealing);
  const before = await contents(store);
  expect(await rotateKeys(sealing)).toEqual({ records: count + 1, outdated: 0, resealed: 0 });
  expect(await contents(store)).toBe(before);
});

it('goes on where it was stopped, and every record opens in between', async () => {
  const store = await sealedWithOldKey();
  const sealing = encrypted(store, [newKey, oldKey]);
  const stop = new AbortController();
  const stopped = rotateKeys(sealing, {
    signal: stop.signal,
    onProgress: ({ resealed }) => {
      if (resealed === 700) stop.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  for (let number = 0; number < count; number += 1)
    expect((await sealing.get(`tokens/user${number}`))?.value).toBe(`token ${number}`);
  expect(await rotateKeys(sealing)).toEqual({
    records: count + 1,
    outdated: count + 1 - 700,
    resealed: count + 1 - 700,
  });
});

it('stops with wrong_key before it writes anything when one record does not open', async () => {
  const store = await sealedWithOldKey();
  await encrypted(store, randomBytes(32)).set('tokens/zoe', 'sealed elsewhere', undefined);
  const before = await contents(store);
  await expect(rotateKeys(encrypted(store, [newKey, oldKey]))).rejects.toMatchObject({
    code: 'wrong_key',
    message: expect.stringContaining('tokens/zoe'),
  });
  expect(await contents(store)).toBe(before);
});

it('keeps what others write, replace and delete meanwhile', async () => {
  const store = await sealedWithOldKey();
  const others = encrypted(store, [oldKey, newKey]);
  let isFirst = true;
  const meddled: Store = {
    ...store,
    set: async (key, value, replaces) => {
      if (isFirst) {
        isFirst = false;
        const entry = await others.get(key);
        await others.set(key, 'refreshed meanwhile', entry?.version);
        const gone = await others.get('tokens/user999');
        await others.delete('tokens/user999', gone?.version ?? '');
      }
      return store.set(key, value, replaces);
    },
  };
  expect(await rotateKeys(encrypted(meddled, [newKey, oldKey]))).toMatchObject({ resealed: count });
  const rotated = encrypted(store, newKey);
  expect((await rotated.get('tokens/user0'))?.value).toBe('refreshed meanwhile');
  expect(await rotated.get('tokens/user999')).toBeUndefined();
});

it('refuses a store that does not seal', async () => {
  await expect(rotateKeys(memoryStore())).rejects.toMatchObject({ code: 'invalid_input' });
});

it('writes nothing any more once it has failed', async () => {
  const store = await sealedWithOldKey();
  let hasFailed = false;
  let late = 0;
  const failing: Store = {
    ...store,
    set: async (key, value, replaces) => {
      if (key === 'tokens/user0') throw new Error('disk full');
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (hasFailed) late += 1;
      return store.set(key, value, replaces);
    },
  };
  await expect(rotateKeys(encrypted(failing, [newKey, oldKey]))).rejects.toThrow('disk full');
  hasFailed = true;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(late).toBe(0);
});
