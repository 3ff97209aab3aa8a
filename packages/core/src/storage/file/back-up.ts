import { linkSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileFailure, systemCode } from './file-failure.ts';
import { writeWhole } from './replace-file.ts';
import { syncFolderToDisk } from './sync-to-disk.ts';
import { removeQuietly, temporaryName } from './temporary-file.ts';

/** Keeps content as `<name>.bak`, readable by this user only; a backup with other content is never overwritten. */
export async function backUp(content: Uint8Array, name: string): Promise<string> {
  const folder = dirname(name);
  const temporary = join(folder, temporaryName(basename(name)));
  try {
    await writeWhole(temporary, content);
    const backup = linkToFreeName(temporary, content, name);
    await syncFolderToDisk(folder);
    return backup;
  } catch (error) {
    throw fileFailure(name, error);
  } finally {
    removeQuietly(temporary);
  }
}

/** `<name>.bak`, or `<name>.2.bak` and so on where that name is taken by something else. */
function linkToFreeName(temporary: string, content: Uint8Array, name: string): string {
  for (let number = 1; ; number += 1) {
    const backup = number === 1 ? `${name}.bak` : `${name}.${number}.bak`;
    try {
      linkSync(temporary, backup);
      return backup;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
    if (readFileSync(backup).equals(content)) return backup;
  }
}
