import type { Store } from '@sidecar/core';
import { fileStore } from '@sidecar/core/file';

/** Opens the file store in a folder, with the key that all processes of a test share. */
export function openFileStore(folder: string): Store {
  return fileStore(folder, { key: new Uint8Array(32).fill(7) });
}
