import { readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileFailure } from './file-failure.ts';
import { type FileSystemType, requireLocalFolder } from './local-folder.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole } from './replace-file.ts';
import { removeQuietly, sweepTemporaryFiles, temporaryName } from './temporary-file.ts';

/** What decides whether a folder may be used. */
export interface DataFolderOptions {
  readonly allowNetworkFolder: boolean;
  readonly fileSystemType: FileSystemType;
}

/** Makes the data folder ready: on a local disk, private, symbolic links resolved, leftovers swept. Answers its real path. */
export async function openDataFolder(folder: string, options: DataFolderOptions): Promise<string> {
  if (!options.allowNetworkFolder) await requireLocalFolder(folder, options.fileSystemType);
  try {
    makeFolder(folder);
    const realFolder = realpathSync(folder);
    if (readdirSync(realFolder).length === 0) keepOutOfGit(realFolder);
    sweepTemporaryFiles(realFolder);
    for (const entry of readdirSync(realFolder, { withFileTypes: true }))
      if (entry.isDirectory() && entry.name !== 'locks') sweepTemporaryFiles(join(realFolder, entry.name));
    return realFolder;
  } catch (error) {
    throw fileFailure(folder, error);
  }
}

/** Has git ignore a folder that is ours alone. Where that cannot be written, the first record cannot either, and says why. */
function keepOutOfGit(folder: string): void {
  try {
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 });
  } catch {
    // Another process was faster, or nothing can be written here.
  }
}

/** About the size of a record: what fits now will fit when the answer is there. */
const proofBytes = 4096;

/** Proves that a record could be saved now, by writing as much; throws when the disk is full or read-only. */
export async function proveWritable(folder: string): Promise<void> {
  const path = join(folder, temporaryName('proof'));
  try {
    await writeWhole(path, new Uint8Array(proofBytes));
  } catch (error) {
    throw fileFailure(folder, error);
  } finally {
    removeQuietly(path);
  }
}
