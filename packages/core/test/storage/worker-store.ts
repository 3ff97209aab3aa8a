import { fileStore } from '../../src/file.ts';
import type { Store } from '../../src/storage/store.ts';

/** The key that the test and its workers share. */
export const workerKey: Uint8Array = new Uint8Array(32).fill(7);

/** A file store as all workers of a test open it. */
export function workerStore(folder: string): Store {
  return fileStore(folder, { key: workerKey });
}
