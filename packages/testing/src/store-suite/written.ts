import assert from 'node:assert/strict';
import type { Store } from '@sidecar/core';

/** Writes what must not be refused, and answers its version. */
export async function written(
  store: Store,
  key: string,
  { value, replaces }: { readonly value: string; readonly replaces?: string | undefined },
): Promise<string> {
  const version = await store.set(key, value, replaces);
  const what = replaces === undefined ? 'a key that does not exist' : 'its present version';
  assert.ok(
    typeof version === 'string' && version !== '',
    `set(${JSON.stringify(key.slice(0, 80))}) over ${what} must answer the new version, a string that is not empty`,
  );
  return version;
}
