import { createHash } from 'node:crypto';
import { join } from 'node:path';

const areaPattern = /^[a-z]{1,32}(?=\/)/;
const recordName = /^[0-9a-f]{30}\.json$/;
const lockCount = 32;

/** The folder of a key's area; keys that begin with none share one. */
export function areaOf(key: string): string {
  return areaPattern.exec(key)?.[0] ?? 'other';
}

/** Where a key's record lives in the data folder: only the area is legible, the rest is hashed, so that any key is safe. */
export function fileOf(key: string): string {
  // Shorter than the whole hash, so that the redaction of long opaque runs leaves it legible in messages.
  return join(areaOf(key), `${hashOf(key).slice(0, 30)}.json`);
}

/** Whether a file's name is that of a record, not of a temporary or foreign file. */
export function isRecordName(name: string): boolean {
  return recordName.test(name);
}

/** Keys share a few write locks: enough for writes to overlap, few enough to keep them open. */
export function lockOf(key: string): string {
  const number = Number.parseInt(hashOf(key).slice(0, 4), 16) % lockCount;
  return `write-${String(number).padStart(2, '0')}`;
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
