import { randomUUID } from 'node:crypto';
import type { Store, StoredValue } from '@sidecar/core';

/** A store in memory without a fault, whose parts the broken ones replace. */
export interface RightStore extends Store {
  readonly entries: Map<string, StoredValue>;
}

export function rightStore(): RightStore {
  const entries = new Map<string, StoredValue>();
  return {
    entries,
    get: async (key) => entries.get(key),
    set: async (key, value, replaces) => {
      if (entries.get(key)?.version !== replaces) return undefined;
      const version = randomUUID();
      entries.set(key, { value, version });
      return version;
    },
    delete: async (key, version) => entries.get(key)?.version === version && entries.delete(key),
    list: async (prefix, after = '') =>
      [...entries.keys()]
        .filter((key) => key.startsWith(prefix) && key > after)
        .sort()
        .slice(0, 1000),
  };
}

/** A right store that sees other keys than its callers name. */
export function withKeys(seen: (key: string) => string): Store {
  const inner = rightStore();
  return {
    get: (key) => inner.get(seen(key)),
    set: (key, value, replaces) => inner.set(seen(key), value, replaces),
    delete: (key, version) => inner.delete(seen(key), version),
    list: (prefix, after) => inner.list(seen(prefix), after && seen(after)),
  };
}

/** A right store that keeps, or gives back, other values than its callers wrote. */
export function withValues(kept: (value: string) => string, given = (value: string) => value): Store {
  const inner = rightStore();
  return {
    ...inner,
    get: async (key) => {
      const stored = await inner.get(key);
      return stored && { ...stored, value: given(stored.value) };
    },
    set: (key, value, replaces) => inner.set(key, kept(value), replaces),
  };
}

/** A right store with another way to list its keys. */
export function withList(list: (keys: readonly string[], prefix: string, after?: string) => string[]): Store {
  const inner = rightStore();
  return { ...inner, list: async (prefix, after) => list([...inner.entries.keys()], prefix, after) };
}
