import { closeSync, fsync, openSync } from 'node:fs';

/** Waits until what was written to an open file is on the disk. */
export function syncToDisk(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fsync(descriptor, (error) => (error ? reject(error) : resolve()));
  });
}

/** Waits until the names in a folder are on the disk. Windows cannot and need not do that. */
export async function syncFolderToDisk(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    await syncToDisk(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
