import assert from 'node:assert/strict';
import type { Store } from '@sidecar/core';
import type { StoreRules } from '../store-rule.ts';
import { written } from '../written.ts';

const key = 'tokens/ada/gmail/default';
const writers = Array.from({ length: 50 }, (_, number) => `writer ${number}`);

/** Every write and every delete names the version that it replaces. */
export const writeRules = {
  'no-blind-write': {
    sentence: 'a write over another version than the present one is refused and changes nothing',
    check: async ({ store }) => {
      const first = await written(store, key, { value: 'one' });
      await refused(store, { value: 'one again', replaces: undefined, because: 'the key exists' });
      const second = await written(store, key, { value: 'two', replaces: first });
      await refused(store, { value: 'late', replaces: first, because: 'its version was replaced' });
      await refused(store, { value: 'late', replaces: undefined, because: 'the key exists' });
      await refused(store, { value: 'strange', replaces: 'never-made', because: 'no such version was made' });
      await refused(store, { value: 'empty', replaces: '', because: 'no such version was made' });
      assert.equal(
        (await store.get(key))?.version,
        second,
        'a refused write must leave the version as it was',
      );
    },
  },
  'no-return-of-the-deleted': {
    sentence: 'a write over a version whose key was deleted is refused, also when the key exists anew',
    check: async ({ store }) => {
      const first = await written(store, key, { value: 'one' });
      assert.equal(await store.delete(key, first), true, 'the present version can be deleted');
      await refused(store, { value: 'back', replaces: first, because: 'the key was deleted' });
      await written(store, key, { value: 'anew' });
      await refused(store, { value: 'back', replaces: first, because: 'the key was deleted in between' });
      assert.equal(await store.delete(key, first), false, 'a version of an earlier life deletes nothing');
      assert.equal((await store.get(key))?.value, 'anew');
    },
  },
  'fresh-versions': {
    sentence: 'a version is never used again for its key, not for the same value and not after a delete',
    check: async ({ store }) => {
      const seen = new Set<string>();
      for (let round = 0; round < 10; round += 1) {
        const created = await written(store, key, { value: 'same' });
        const rewritten = await written(store, key, { value: 'same', replaces: created });
        const third = await written(store, key, { value: 'same', replaces: rewritten });
        for (const version of [created, rewritten, third]) {
          assert.ok(!seen.has(version), `the version ${version} was used twice`);
          seen.add(version);
        }
        assert.equal(await store.delete(key, third), true);
      }
    },
  },
  'one-winner': {
    sentence: 'of many who write at once, or write and delete, exactly one wins',
    check: async ({ store }) => {
      let version = await oneWinner(store, undefined);
      for (let round = 0; round < 5; round += 1) version = await oneWinner(store, version);
      const [deleted, replaced] = await Promise.all([
        store.delete(key, version),
        store.set(key, 'replaced', version),
      ]);
      assert.notEqual(deleted, replaced !== undefined, 'either the delete or the write wins, not both');
      assert.equal((await store.get(key))?.value, deleted ? undefined : 'replaced');
    },
  },
  'delete-by-version': {
    sentence: 'only the present version can be deleted, and a missing key not at all',
    check: async ({ store }) => {
      assert.equal(await store.delete(key, 'never-made'), false, 'a missing key cannot be deleted');
      const first = await written(store, key, { value: 'one' });
      const second = await written(store, key, { value: 'two', replaces: first });
      assert.equal(await store.delete(key, first), false, 'an old version deletes nothing');
      assert.equal((await store.get(key))?.value, 'two', 'a refused delete must leave the value');
      assert.equal(await store.delete(key, second), true);
      assert.equal(await store.get(key), undefined, 'what was deleted is gone');
      assert.equal(await store.delete(key, second), false, 'what was deleted cannot be deleted again');
    },
  },
} as const satisfies StoreRules;

async function refused(
  store: Store,
  write: { readonly value: string; readonly replaces: string | undefined; readonly because: string },
): Promise<void> {
  const before = await store.get(key);
  const answer = await store.set(key, write.value, write.replaces);
  assert.equal(answer, undefined, `set must answer undefined: ${write.because}`);
  assert.deepEqual(await store.get(key), before, `a refused write must change nothing: ${write.because}`);
}

async function oneWinner(store: Store, replaces: string | undefined): Promise<string> {
  const answers = await Promise.all(writers.map((value) => store.set(key, value, replaces)));
  const winners = answers.flatMap((version, index) =>
    version === undefined ? [] : [{ version, value: writers[index] ?? '' }],
  );
  assert.equal(winners.length, 1, `one of ${writers.length} writers must win, ${winners.length} did`);
  const [winner] = winners;
  const stored = await store.get(key);
  assert.equal(stored?.value, winner?.value, 'what is stored must be what the winner wrote');
  assert.equal(stored?.version, winner?.version);
  return winner?.version ?? '';
}
