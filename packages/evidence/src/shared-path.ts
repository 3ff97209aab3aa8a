import path from 'node:path';
import { sharedFolder } from './shared-folder.ts';

/** A file or folder of the real data. */
export function sharedPath(name: string): string {
  if (!sharedFolder) throw new Error('SIDECAR_SHARED is not set.');
  return path.join(sharedFolder, name);
}
