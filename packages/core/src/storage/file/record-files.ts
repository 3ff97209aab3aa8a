import { randomBytes } from 'node:crypto';
import { readdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Store } from '../store.ts';
import { fileFailure, systemCode } from './file-failure.ts';
import { damagedRecord, formatRecord, keyInFile, readRecord } from './record-file.ts';
import { areaOf, fileOf, isRecordName, lockOf } from './record-place.ts';
import { replaceFile } from './replace-file.ts';
import { syncFolderToDisk } from './sync-to-disk.ts';
import type { WriteLocks } from './write-locks.ts';

const pageSize = 1000;

/** Keeps each record in a file of its own, `<area>/<hash of the key>.json`, under a folder that is there. */
export function recordFiles(folder: string, locks: WriteLocks): Store {
  // A file's name follows from its key, so a key that was read once stays true.
  const knownKeys = new Map<string, string>();

  function current(key: string) {
    return readRecord(join(folder, fileOf(key)), key);
  }

  function keyOf(path: string, prefix: string): string | undefined {
    const known = knownKeys.get(path);
    if (known !== undefined) return known;
    const found = keyInFile(path);
    // Whose record it was cannot be told: that stops a walk over all of them, but not the listing of one user.
    if (found === 'illegible' && isWholeArea(prefix))
      throw damagedRecord(path, 'is damaged: it is not a record');
    if (typeof found === 'string') return undefined;
    knownKeys.set(path, found.key);
    return found.key;
  }

  return {
    get: async (key) => current(key),
    set: async (key, value, replaces) => {
      const mayReplace = () => current(key)?.version === replaces;
      if (!mayReplace()) return undefined;
      const version = randomBytes(16).toString('base64url');
      const isReplaced = await replaceFile(join(folder, fileOf(key)), formatRecord({ key, version, value }), {
        // Whoever is stopped here keeps others from writing, so nothing in it waits: the disk has its turn before and after.
        commit: (rename) => locks.hold(lockOf(key), async () => mayReplace() && rename()),
      });
      return isReplaced ? version : undefined;
    },
    delete: async (key, version) => {
      const path = join(folder, fileOf(key));
      const isDeleted = await locks.hold(
        lockOf(key),
        async () => current(key)?.version === version && removeFile(path),
      );
      if (isDeleted) await syncFolderToDisk(dirname(path));
      return isDeleted;
    },
    list: async (prefix, after = '') =>
      recordPaths(folder, prefix)
        .map((path) => keyOf(path, prefix))
        .filter((key) => key !== undefined)
        .filter((key) => key.startsWith(prefix) && key > after)
        .sort()
        .slice(0, pageSize),
  };
}

function isWholeArea(prefix: string): boolean {
  return prefix === '' || prefix === `${areaOf(prefix)}/`;
}

/** The files that may hold keys with a prefix; all areas when the prefix names none. */
function recordPaths(folder: string, prefix: string): readonly string[] {
  const areas = prefix.includes('/')
    ? [areaOf(prefix)]
    : namesIn(folder).filter((name) => /^[a-z]+$/.test(name));
  return areas.flatMap((area) =>
    namesIn(join(folder, area))
      .filter(isRecordName)
      .map((name) => join(folder, area, name)),
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // Only folders hold records, and an area's folder is made with its first one.
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return [];
    throw fileFailure(folder, error);
  }
}

function removeFile(path: string): true {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    throw fileFailure(path, error);
  }
}
