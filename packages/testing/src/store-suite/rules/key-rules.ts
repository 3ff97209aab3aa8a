import assert from 'node:assert/strict';
import type { Store } from '@sidecar/core';
import type { StoreRules } from '../store-rule.ts';
import { written } from '../written.ts';

/** Keys that something between the caller and the disk may take for the same, or for something else. */
const oddKeys: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'tokens/__proto__/constructor/default',
  'tokens/ada/gmail/default',
  'tokens/Ada/gmail/default',
  'tokens/ADA/gmail/default',
  'tokens/ada/gmail/default/user',
  'tokens/ada/gmail',
  'tokens/ada%2Fgmail/default',
  'tokens/ada%2fgmail/default',
  'tokens/ada%252Fgmail/default',
  'tokens/ada gmail/default',
  'tokens/ada+gmail/default',
  'tokens//default',
  'tokens/ada/./gmail/default',
  'tokens/ada/x/../gmail/default',
  'tokens/',
  'tokens/../../etc/passwd',
  'tokens/con.',
  'tokens/con',
  'tokens/é/gmail',
  'tokens/e\u0301/gmail',
  'tokens/ß/gmail',
  'tokens/ss/gmail',
  'tokens/ı/gmail',
  'tokens/i/gmail',
  'tokens/😀/gmail',
  'tokens/a\nb',
  'tokens/a:b*c?[d]{e}',
  `tokens/${'x'.repeat(1_016)}`,
  `tokens/${'x'.repeat(1_015)}y`,
  'holds/ada/gmail/default',
];

const users = ['ada', 'Ada', 'ada2', 'ad', 'ada%2Fgmail', '__proto__', '%C3%A9', 'e%CC%81', 'default'];

/** Keys are exact. */
export const keyRules = {
  'odd-keys': {
    sentence:
      'keys that differ in case, Unicode form, encoding or length are different keys, whatever they hold',
    check: async ({ store }) => {
      for (const key of oddKeys)
        assert.equal(await store.get(key), undefined, `${shown(key)} must not exist before it is written`);
      const versions = new Map<string, string>();
      for (const key of oddKeys) versions.set(key, await written(store, key, { value: `value of ${key}` }));
      for (const key of oddKeys)
        assert.equal(
          (await store.get(key))?.value,
          `value of ${key}`,
          `${shown(key)} must keep its own value`,
        );
      for (const [key, version] of versions)
        assert.equal(await store.delete(key, version), true, `${shown(key)} can be deleted`);
    },
  },
  'odd-keys-in-lists': {
    sentence: 'lists give keys back exactly as they were written',
    check: async ({ store }) => {
      const keys = oddKeys.filter((key) => key.startsWith('tokens/'));
      for (const key of keys) await written(store, key, { value: 'value' });
      assert.deepEqual(new Set(await store.list('tokens/')), new Set(keys));
    },
  },
  'separate-users': {
    sentence: 'what one user has is not read, listed, changed or deleted with another',
    check: async ({ store }) => {
      const versions = new Map<string, string>();
      for (const user of users)
        versions.set(user, await written(store, keyOf(user), { value: `of ${user}` }));
      for (const user of users)
        assert.deepEqual(await store.list(`tokens/${user}/`), [keyOf(user)], `the list of ${user}`);
      for (const user of users) {
        await store.delete(keyOf(user), versions.get(user) ?? '');
        versions.delete(user);
        await unharmed(store, versions.keys());
      }
    },
  },
} as const satisfies StoreRules;

async function unharmed(store: Store, others: Iterable<string>): Promise<void> {
  for (const user of others)
    assert.equal((await store.get(keyOf(user)))?.value, `of ${user}`, `${user} must keep what is theirs`);
}

function keyOf(user: string): string {
  return `tokens/${user}/gmail/default`;
}

function shown(key: string): string {
  return JSON.stringify(key.length > 80 ? `${key.slice(0, 60)}… (${key.length} characters)` : key);
}
