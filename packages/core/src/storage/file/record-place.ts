import { join } from 'node:path';
import { legibleHash } from '../legible-hash.ts';

const areaPattern = /^[a-z]{1,32}(?=\/)/;
const recordName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json$/;
const lockCount = 32;

/** The folder of a key's area; keys that begin with none share one. */
export function areaOf(key: string): string {
  return areaPattern.exec(key)?.[0] ?? 'other';
}

/** Where a key's record lives in the data folder: only the area is told, the rest is hashed, so that any key is safe. */
export function fileOf(key: string): string {
  return join(areaOf(key), `${legibleHash(key)}.json`);
}

/** Whether a file's name is that of a record, not of a temporary or foreign file. */
export function isRecordName(name: string): boolean {
  return recordName.test(name);
}

/** Keys share a few write locks: enough for writes to overlap, few enough to keep them open. */
export function lockOf(key: string): string {
  const number = Number.parseInt(legibleHash(key).slice(0, 4), 16) % lockCount;
  return `write-${String(number).padStart(2, '0')}`;
}
