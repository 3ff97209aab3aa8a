import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storeContract } from '../../../test/storage/store-contract.ts';
import { innermostStore } from '../inner-store.ts';
import { memoryStore } from '../memory-store.ts';
import { encrypted } from './encrypted.ts';

const key = randomBytes(32);
const otherKey = randomBytes(32);

/** A sealed value, as the store below the seal holds it. */
async function sealedValue(storeKey: string, value: string, keys = key): Promise<string> {
  const store = memoryStore();
  await encrypted(store, keys).set(storeKey, value, undefined);
  return (await store.get(storeKey))?.value ?? '';
}

/** A sealing store over one that already holds this. */
async function storeHolding(storeKey: string, sealed: string, keys: Parameters<typeof encrypted>[1] = key) {
  const store = memoryStore();
  await store.set(storeKey, sealed, undefined);
  return encrypted(store, keys);
}

storeContract('encrypted(memoryStore)', () => encrypted(memoryStore(), key));

it('opens any text that it sealed, and nothing of it shows in the store', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 8, unit: 'grapheme' }), async (value) => {
      const sealed = await sealedValue('tokens/ada', value);
      expect(sealed).not.toContain(value);
      expect(sealed).not.toContain(Buffer.from(value).toString('base64url').slice(0, 10));
      expect((await (await storeHolding('tokens/ada', sealed)).get('tokens/ada'))?.value).toBe(value);
    }),
  );
});

it('never seals the same text twice in the same way', async () => {
  const sealed = await Promise.all(Array.from({ length: 100 }, () => sealedValue('tokens/ada', 'same')));
  expect(new Set(sealed).size).toBe(100);
});

it('does not open a record at another place', async () => {
  const sealed = await sealedValue('tokens/ada', 'secret');
  const store = await storeHolding('tokens/bob', sealed);
  await expect(store.get('tokens/bob')).rejects.toMatchObject({ code: 'store_corrupt' });
});

it('calls any change of a sealed record corrupt, or sealed by an unknown key, and never opens it', async () => {
  const sealed = await sealedValue('tokens/ada', 'a secret of some length');
  const change = fc.record({
    at: fc.nat(sealed.length - 1),
    to: fc.string({ minLength: 1, maxLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, to }) => {
      const changed = sealed.slice(0, at) + to + sealed.slice(at + 1);
      fc.pre(changed !== sealed && !sameBytes(changed, sealed));
      const store = await storeHolding('tokens/ada', changed);
      await expect(store.get('tokens/ada')).rejects.toMatchObject({
        code: expect.stringMatching(/^(store_corrupt|wrong_key)$/),
      });
    }),
    { numRuns: 500 },
  );
});

/** The last character of base64 has bits that carry nothing. */
function sameBytes(one: string, other: string): boolean {
  return one.slice(0, -1) === other.slice(0, -1);
}

it.each(['', 'sc1', 'sc1..', 'sc2.0011223344556677.AAAA', 'sc1.0011223344556677.', '{"plain":"token"}'])(
  'calls %j corrupt, which is no envelope',
  async (text) => {
    const store = await storeHolding('tokens/ada', text);
    await expect(store.get('tokens/ada')).rejects.toMatchObject({ code: 'store_corrupt' });
  },
);

it('calls a record that is shorter than its nonce and tag corrupt', async () => {
  const sealed = await sealedValue('tokens/ada', 'secret');
  const store = await storeHolding('tokens/ada', `${sealed.split('.').slice(0, 2).join('.')}.AAAA`);
  await expect(store.get('tokens/ada')).rejects.toMatchObject({ code: 'store_corrupt' });
});

it('names the missing key and the sources that do not have it', async () => {
  const sealed = await sealedValue('tokens/ada', 'secret', otherKey);
  const store = await storeHolding('tokens/ada', sealed);
  await expect(store.get('tokens/ada')).rejects.toMatchObject({
    code: 'wrong_key',
    message: expect.stringMatching(/sealed by the key with id [0-9a-f]{16}.*a key given in code/),
    nextAction: expect.any(String),
  });
});

it('seals with the first key and opens with all', async () => {
  const old = await sealedValue('tokens/ada', 'old', otherKey);
  const store = await storeHolding('tokens/ada', old, [key, otherKey]);
  expect(await store.get('tokens/ada')).toMatchObject({ value: 'old' });
  await store.set('tokens/bob', 'new', undefined);
  const sealed = await innermostStore(store).get('tokens/bob');
  expect(sealed?.value.split('.')[1]).toBe((await sealedValue('tokens/x', '')).split('.')[1]);
});

it('seals tokens and pending authorizations, and leaves the rest legible', async () => {
  const inner = memoryStore();
  const store = encrypted(inner, key);
  for (const name of ['tokens/a', 'pending/a', 'config/a', 'leases/a', 'holds/a'])
    await store.set(name, 'legible', undefined);
  const values = await Promise.all(
    (await inner.list('')).map(async (name) => [name, await inner.get(name)] as const),
  );
  expect(values.filter(([, entry]) => entry?.value === 'legible').map(([name]) => name)).toEqual([
    'config/a',
    'holds/a',
    'leases/a',
  ]);
});

it('passes versions through, and names the store below', async () => {
  const inner = memoryStore();
  const store = encrypted(inner, key);
  const version = await store.set('tokens/ada', 'secret', undefined);
  expect((await inner.get('tokens/ada'))?.version).toBe(version);
  expect(innermostStore(encrypted(store, otherKey))).toBe(inner);
});

it('has no leases and nothing to close when the store below has none', () => {
  expect(Object.keys(encrypted(memoryStore(), key))).toEqual(['get', 'set', 'delete', 'list']);
});

it.each([0, 16, 31, 33, 64])('refuses a key of %i bytes', async (length) => {
  const store = encrypted(memoryStore(), new Uint8Array(length));
  await expect(store.set('tokens/ada', 'secret', undefined)).rejects.toMatchObject({ code: 'wrong_key' });
});

it('asks its source once, when it is needed first, and again after a failure', async () => {
  let loads = 0;
  const source = {
    name: 'a source that fails once',
    load: async () => {
      loads += 1;
      if (loads === 1) throw new Error('not yet');
      return [key];
    },
  };
  const store = encrypted(memoryStore(), source);
  await store.get('tokens/ada');
  expect(loads).toBe(0);
  await expect(store.set('tokens/ada', 'secret', undefined)).rejects.toThrow('not yet');
  await Promise.all([
    store.set('tokens/ada', 'secret', undefined),
    store.set('tokens/bob', 'secret', undefined),
  ]);
  expect(loads).toBe(2);
});

describe('what can be seen of a sealing store', () => {
  it('holds neither key nor value, in the store, its keys and its errors', async () => {
    const legibleKey = Buffer.from('0123456789abcdefghijklmnopqrstuv');
    const inner = memoryStore();
    const store = encrypted(inner, legibleKey);
    await store.set('tokens/ada', 'very secret', undefined);
    const failure: unknown = await encrypted(inner, key)
      .get('tokens/ada')
      .catch((error: unknown) => error);
    const rings = await Promise.all(
      Object.getOwnPropertySymbols(store).map(async (symbol) => {
        const value: unknown = Reflect.get(store, symbol);
        return typeof value === 'function' ? await value() : value;
      }),
    );
    const shown = inspect([store, rings, failure], {
      depth: Number.POSITIVE_INFINITY,
      showHidden: true,
      getters: true,
    });
    expect(shown).toContain('SidecarError');
    for (const secret of [
      'very secret',
      legibleKey.toString(),
      legibleKey.toString('hex'),
      '30 31 32 33',
      '48, 49',
    ])
      expect(shown).not.toContain(secret);
  });
});
