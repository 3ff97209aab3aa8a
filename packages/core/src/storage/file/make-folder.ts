import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from './file-failure.ts';

/**
 * Makes a folder and those above it, for their owner only. Node's `recursive` never ends where the system answers "no such
 * file" for a folder that it would have to make (below /proc), and holds up the whole process.
 */
export function makeFolder(folder: string): void {
  if (tryToMake(folder)) return;
  makeFolder(dirname(folder));
  if (!tryToMake(folder, true)) throw new Error(`${folder} cannot be made.`);
}

/** False when a folder above it is missing. */
function tryToMake(folder: string, aboveExists = dirname(folder) === folder): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return true;
    if (code === 'ENOENT' && !aboveExists) return false;
    throw error;
  }
}
