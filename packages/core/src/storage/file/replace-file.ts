import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SidecarError } from '../../errors.ts';
import { fileFailure, systemCode } from './file-failure.ts';
import { makeFolder } from './make-folder.ts';
import { syncFolderToDisk, syncToDisk } from './sync-to-disk.ts';
import { removeQuietly, temporaryName } from './temporary-file.ts';

/** What may be done to the finished temporary file before it takes the old one's place. */
export interface ReplaceFileOptions {
  /** Runs on the complete file, still under its temporary name; false leaves the old file as it is. */
  readonly beforeRename?: (descriptor: number) => boolean;
  /** Runs when the new file is on the disk: calls `rename` or not, for example under a lock, and answers whether it did. */
  readonly commit?: (rename: () => Promise<boolean>) => Promise<boolean>;
}

/** Replaces a file as a whole: whoever reads it finds the old or the new content, also after a crash. */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  { beforeRename = () => true, commit = (rename) => rename() }: ReplaceFileOptions = {},
): Promise<boolean> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path)));
  try {
    const mayReplace = await writeWhole(temporary, content, beforeRename);
    const isReplaced = mayReplace && (await commit(() => renameOver(temporary, path)));
    if (isReplaced) await syncFolderToDisk(folder);
    else removeQuietly(temporary);
    return isReplaced;
  } catch (error) {
    removeQuietly(temporary);
    throw SidecarError.isInstance(error) ? error : fileFailure(path, error);
  }
}

/** Writes a new file that only this user can read, and waits until it is on the disk. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  onceOnDisk: (descriptor: number) => boolean = () => true,
): Promise<boolean> {
  const descriptor = createPrivate(path);
  try {
    writeFileSync(descriptor, content);
    await syncToDisk(descriptor);
    return onceOnDisk(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function createPrivate(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    makeFolder(dirname(path));
    return openSync(path, 'wx', 0o600);
  }
}

const windowsPausesMs = [5, 20, 80, 200, 400];

/** On Windows a virus scanner or a reader that has the file open makes renaming fail for a moment. */
async function renameOver(temporary: string, path: string): Promise<true> {
  for (const pauseMs of process.platform === 'win32' ? windowsPausesMs : []) {
    try {
      renameSync(temporary, path);
      return true;
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '')) throw error;
    }
    await setTimeout(pauseMs);
  }
  renameSync(temporary, path);
  return true;
}
