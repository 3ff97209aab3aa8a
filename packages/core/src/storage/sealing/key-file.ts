import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileFailure, systemCode } from '../file/file-failure.ts';
import { makeFolder } from '../file/make-folder.ts';
import { writeWhole } from '../file/replace-file.ts';
import { syncFolderToDisk } from '../file/sync-to-disk.ts';
import { removeQuietly, sweepTemporaryFiles, temporaryName } from '../file/temporary-file.ts';
import { storeProblem } from '../store-problem.ts';
import type { KeySource } from './key-source.ts';
import { keyBytes } from './sealing-key.ts';

/** A random key in a file that only this user can read. Made on first use, and only while nothing is sealed yet. */
export function keyFile(path: string): KeySource {
  return {
    name: `the key file ${path}`,
    load: async ({ mayCreate }) => {
      const there = readKey(path);
      if (there) return [there];
      if (!(await mayCreate())) throw missing(path);
      await createKey(path);
      const made = readKey(path);
      return made ? [made] : [];
    },
  };
}

function readKey(path: string): Uint8Array | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.byteLength === keyBytes && bytes.toString('base64') === text.trim()) return bytes;
  throw storeProblem('wrong_key', {
    problem: `The key file ${path} does not hold a key of ${keyBytes} bytes in base64. It was left as it is.`,
    remedy: 'Restore it from a backup; without it the sealed records cannot be opened.',
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileFailure(path, error);
  }
}

/** Writes the whole key under another name first; `link` refuses when another process was faster. */
async function createKey(path: string): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path)));
  try {
    makeFolder(folder);
    sweepTemporaryFiles(folder);
    await writeWhole(temporary, `${randomBytes(keyBytes).toString('base64')}\n`);
    linkUnlessThere(temporary, path);
    await syncFolderToDisk(folder);
  } catch (error) {
    throw fileFailure(path, error);
  } finally {
    removeQuietly(temporary);
  }
}

function linkUnlessThere(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

function missing(path: string) {
  return storeProblem('wrong_key', {
    problem: `The key file ${path} is missing, and there are records that were sealed before.`,
    remedy: 'Restore the key file from a backup, or give the store the key that sealed them.',
  });
}
