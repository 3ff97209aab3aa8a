import assert from 'node:assert/strict';
import type { Store } from '@sidecar/core';
import { listedKeys } from '../listed-keys.ts';
import type { StoreRules } from '../store-rule.ts';
import { written } from '../written.ts';

/** Lists give exactly the keys with a prefix, in order, page by page. */
export const listRules = {
  'sorted-lists': {
    sentence: 'a list holds the keys with its prefix in ascending order of their characters, each once',
    check: async ({ store }) => {
      assert.deepEqual(await store.list('tokens/'), [], 'an empty store lists nothing');
      const names = ['b', 'B', 'a', 'A', '10', '9', 'a-b', 'a_b', 'aB', 'ab', '%41', '-', '_', 'z'];
      const keys = names.map((name) => `tokens/${name}/gmail/default`);
      await fill(store, keys);
      assert.deepEqual(await store.list('tokens/'), keys.toSorted());
      assert.deepEqual(await store.list('tokens/a-b/'), ['tokens/a-b/gmail/default']);
      assert.deepEqual(await store.list('tokens/nobody/'), []);
      assert.deepEqual(await store.list('pending/'), []);
    },
  },
  'no-neighbours': {
    sentence: 'the list of tokens/a/ does not reach into tokens/ab/, nor into another area',
    check: async ({ store }) => {
      const own = ['tokens/a/gmail/default', 'tokens/a/x/default'];
      const others = [
        'tokens/ab/gmail/default',
        'tokens/a',
        'tokens/a.b/x/y',
        'tokens/b/a/x',
        'holds/a/gmail/default',
      ];
      await fill(store, [...own, ...others]);
      assert.deepEqual(await store.list('tokens/a/'), own);
      assert.deepEqual(await store.list('tokens/a/', own[0]), own.slice(1));
      assert.deepEqual(await store.list('tokens/a/', own[1]), []);
      assert.deepEqual(await store.list('tokens/ab/'), ['tokens/ab/gmail/default']);
      assert.deepEqual(await store.list('tokens/a/gmail/'), own.slice(0, 1));
    },
  },
  'literal-prefix': {
    sentence:
      'a prefix is taken letter by letter: case, %, _ and other pattern characters stand for themselves',
    check: async ({ store }) => {
      const own = ['a_b', 'a%62', 'a%', 'A', 'a*', 'a?', 'a[bc]', 'a.c', "a'b", 'a\\'];
      const others = ['axb', 'a-b', 'ab', 'abc', 'a', 'axc', 'aa'];
      const keyOf = (user: string) => `tokens/${user}/gmail/default`;
      await fill(store, [...own, ...others].map(keyOf));
      for (const user of [...own, ...others])
        assert.deepEqual(await store.list(`tokens/${user}/`), [keyOf(user)], `the list of tokens/${user}/`);
    },
  },
  'exclusive-after': {
    sentence: 'a page begins behind the key that is given, also when that key does not exist any more',
    check: async ({ store }) => {
      const keys = ['a', 'b', 'c', 'd'].map((name) => `tokens/ada/gmail/${name}`);
      const versions = await fill(store, keys);
      assert.deepEqual(await store.list('tokens/ada/', keys[1]), keys.slice(2));
      assert.equal(await store.delete(keys[1] ?? '', versions[1] ?? ''), true);
      assert.deepEqual(
        await store.list('tokens/ada/', keys[1]),
        keys.slice(2),
        'after a key that was deleted',
      );
      assert.deepEqual(
        await store.list('tokens/ada/', 'tokens/ada/gmail/bb'),
        keys.slice(2),
        'after a key that never was',
      );
      assert.deepEqual(await store.list('tokens/ada/', 'tokens/ada/'), [keys[0], ...keys.slice(2)]);
      assert.deepEqual(await store.list('tokens/ada/', keys[3]), [], 'behind the last key there is nothing');
      assert.deepEqual(await store.list('tokens/ada/', 'tokens/b'), [], 'behind the prefix there is nothing');
    },
  },
  'long-lists': {
    sentence: 'thousands of keys are listed page by page, none twice and none left out, and the pages end',
    timeoutMs: 120_000,
    check: async ({ store, manyKeys }) => {
      const keys = Array.from({ length: manyKeys }, (_, number) => `tokens/ada/many/${number}`);
      await fill(store, keys);
      await fill(store, ['tokens/adam/gmail/default', 'tokens/ad/gmail/default']);
      const listed = await listedKeys(store, 'tokens/ada/', { most: manyKeys });
      assert.equal(new Set(listed).size, listed.length, 'no key may be listed twice');
      assert.equal(listed.length, manyKeys, 'no key may be left out');
      assert.deepEqual(listed, keys.toSorted());
    },
  },
} as const satisfies StoreRules;

/** Writes keys, several at a time, and answers their versions. */
async function fill(store: Store, keys: readonly string[]): Promise<readonly string[]> {
  const versions: string[] = [];
  for (let start = 0; start < keys.length; start += 50) {
    const batch = keys.slice(start, start + 50).map((key) => written(store, key, { value: key }));
    versions.push(...(await Promise.all(batch)));
  }
  return versions;
}
