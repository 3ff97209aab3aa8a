import type { Store, StoredValue } from './store.ts';

/** Keeps everything in this process and forgets it with it. */
export function memoryStore(): Store {
  const entries = new Map<string, StoredValue>();
  let lastVersion = 0;
  return {
    get: async (key) => entries.get(key),
    set: async (key, value, replaces) => {
      if (entries.get(key)?.version !== replaces) return undefined;
      lastVersion += 1;
      const version = String(lastVersion);
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
