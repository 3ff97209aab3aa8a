import { innerStore, type WrappingStore } from '../inner-store.ts';
import type { Store } from '../store.ts';
import { seal, unseal } from './envelope.ts';
import type { KeyContext, SealingKeys } from './key-source.ts';
import { type LoadedKeys, loadKeys } from './sealing-key.ts';

/** The areas whose values hold secrets. Configuration, leases and holds have none. */
export const sealedAreas: readonly string[] = ['tokens/', 'pending/'];

/** Under this symbol a sealed store can say how its values open, so that another key can be put in place. */
export const keyRing: unique symbol = Symbol.for('sidecar.keyRing') as never;

/** A store that seals what it keeps. */
export interface SealedStore extends WrappingStore {
  readonly [keyRing]: () => Promise<LoadedKeys>;
}

/** Seals the values of `tokens` and `pending` with AES-256-GCM; keys, versions, leases and all other values pass as they are. */
export function encrypted(store: Store, keys: SealingKeys): Store {
  return sealedStore(store, () => loadKeys(keys, keyContext(store)));
}

/** The same, with keys that are loaded in the given way when the first value is sealed or opened. */
export function sealedStore(store: Store, loadRing: () => Promise<LoadedKeys>): SealedStore {
  const ring = onceItWorks(loadRing);
  return {
    get: async (key) => {
      const entry = await store.get(key);
      if (entry === undefined || !isSealed(key)) return entry;
      return { value: unseal(await ring(), key, entry.value), version: entry.version };
    },
    set: async (key, value, replaces) => {
      if (!isSealed(key)) return store.set(key, value, replaces);
      return store.set(key, seal((await ring()).sealing, key, value), replaces);
    },
    delete: (key, version) => store.delete(key, version),
    list: (prefix, after) => store.list(prefix, after),
    ...(store.leases ? { leases: store.leases } : {}),
    ...(store.close ? { close: async () => store.close?.() } : {}),
    [innerStore]: store,
    [keyRing]: ring,
  };
}

/** What a key source may ask about a store. */
export function keyContext(store: Store): KeyContext {
  return {
    mayCreate: async () => {
      const pages = await Promise.all(sealedAreas.map((area) => store.list(area)));
      return pages.every((page) => page.length === 0);
    },
  };
}

function isSealed(key: string): boolean {
  return sealedAreas.some((area) => key.startsWith(area));
}

/** Remembers a success; after a failure the next call tries again. */
function onceItWorks<Result>(action: () => Promise<Result>): () => Promise<Result> {
  let attempt: Promise<Result> | undefined;
  return () => {
    attempt ??= action().catch((error: unknown) => {
      attempt = undefined;
      throw error;
    });
    return attempt;
  };
}
