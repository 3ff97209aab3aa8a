import { randomUUID } from 'node:crypto';
import type { Store } from '@sidecar/core';

/** Writes and removes one sealed record, so that a bad folder, table or key is found at the start and not when somebody connects. */
export async function proveStore(store: Store): Promise<Store> {
  // Reading would not do: a key is loaded when there is something to seal or to open.
  const key = `pending/start-${randomUUID()}`;
  try {
    const version = await store.set(key, '{}', undefined);
    if (version !== undefined) await store.delete(key, version);
    return store;
  } catch (error) {
    await store.close?.().catch(() => undefined);
    throw error;
  }
}
