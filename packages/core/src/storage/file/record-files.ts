import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Store, StoredValue } from '../store.ts';
import { storeProblem } from '../store-problem.ts';
import { fileFailure, systemCode } from './file-failure.ts';
import { replaceFile } from './replace-file.ts';
import { syncFolderToDisk } from './sync-to-disk.ts';
import type { WriteLocks } from './write-locks.ts';

const pageSize = 1000;
const lockCount = 32;
const recordName = /^[0-9a-f]{30}\.json$/;

/** A record as it stands in its file. */
interface RecordFile extends StoredValue {
  readonly key: string;
}

/** Keeps each record in a file of its own, `<area>/<hash of the key>.json`, under a folder that is there. */
export function recordFiles(folder: string, locks: WriteLocks): Store {
  // The name of a file follows from its key, so what was read once stays true.
  const keyOfFile = new Map<string, string>();

  function keyIn(path: string): string | undefined {
    const known = keyOfFile.get(path);
    if (known !== undefined) return known;
    const key = readRecord(path)?.key;
    if (key !== undefined) keyOfFile.set(path, key);
    return key;
  }

  return {
    get: async (key) => recordOf(folder, key),
    set: (key, value, replaces) =>
      locks.hold(lockName(key), async () => {
        if (recordOf(folder, key)?.version !== replaces) return undefined;
        const version = randomBytes(16).toString('base64url');
        await replaceFile(recordPath(folder, key), JSON.stringify({ key, version, value }));
        return version;
      }),
    delete: (key, version) =>
      locks.hold(lockName(key), async () => {
        if (recordOf(folder, key)?.version !== version) return false;
        await removeRecord(recordPath(folder, key));
        return true;
      }),
    list: async (prefix, after = '') =>
      areasOf(folder, prefix)
        .flatMap((area) => recordPaths(join(folder, area)))
        .map(keyIn)
        .filter((key) => key !== undefined)
        .filter((key) => key.startsWith(prefix) && key > after)
        .sort()
        .slice(0, pageSize),
  };
}

/** A short name, so that the redaction of long opaque runs leaves it readable in messages. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 30);
}

/** Where a key's record lives. Only the area is part of the path as it is, the rest is hashed. */
function recordPath(folder: string, key: string): string {
  return join(folder, areaOf(key), `${hashOf(key)}.json`);
}

const plainArea = /^[a-z]{1,32}(?=\/)/;

function areaOf(key: string): string {
  return plainArea.exec(key)?.[0] ?? 'other';
}

/** Keys share a few locks: enough for writes to overlap, few enough to keep them open. */
function lockName(key: string): string {
  const number = createHash('sha256').update(key).digest().readUInt16BE(0) % lockCount;
  return `write-${String(number).padStart(2, '0')}`;
}

function recordOf(folder: string, key: string): StoredValue | undefined {
  const path = recordPath(folder, key);
  const record = readRecord(path);
  if (record === undefined) return undefined;
  if (record.key !== key) throw damaged(path, `holds the record of another key, ${record.key}`);
  return { value: record.value, version: record.version };
}

function readRecord(path: string): RecordFile | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const record = parseRecord(text);
  if (record === undefined) throw damaged(path, 'is damaged: it is not a whole record');
  return record;
}

/** Small local files: reading them at once takes microseconds, a detour over the thread pool thirty times that. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileFailure(path, error);
  }
}

function parseRecord(text: string): RecordFile | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRecordFile(parsed) ? parsed : undefined;
}

function isRecordFile(parsed: unknown): parsed is RecordFile {
  if (typeof parsed !== 'object' || parsed === null) return false;
  if (!('key' in parsed && 'version' in parsed && 'value' in parsed)) return false;
  return [parsed.key, parsed.version, parsed.value].every((field) => typeof field === 'string');
}

function damaged(path: string, how: string) {
  return storeProblem('store_corrupt', {
    problem: `${path} ${how}. It was left as it is.`,
    remedy: 'Restore it from a backup, or remove the file and connect that account again.',
  });
}

function areasOf(folder: string, prefix: string): readonly string[] {
  const area = plainArea.exec(prefix)?.[0];
  if (area) return [area];
  return readFolder(folder, (entry) => entry.isDirectory() && entry.name !== 'locks').filter((name) =>
    /^[a-z]+$/.test(name),
  );
}

function recordPaths(folder: string): readonly string[] {
  return readFolder(folder, (entry) => recordName.test(entry.name)).map((name) => join(folder, name));
}

function readFolder(
  folder: string,
  isWanted: (entry: { name: string; isDirectory(): boolean }) => boolean,
): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(isWanted)
      .map(({ name }) => name);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileFailure(folder, error);
  }
}

async function removeRecord(path: string): Promise<void> {
  try {
    unlinkSync(path);
    await syncFolderToDisk(dirname(path));
  } catch (error) {
    throw fileFailure(path, error);
  }
}
