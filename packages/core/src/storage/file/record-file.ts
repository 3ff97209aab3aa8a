import { readFileSync } from 'node:fs';
import type { StoredValue } from '../store.ts';
import { storeProblem } from '../store-problem.ts';
import { fileFailure, systemCode } from './file-failure.ts';

/** A record as it stands in its file. */
interface RecordFile extends StoredValue {
  readonly key: string;
}

/** Reads a key's record from its file; undefined when there is no file. */
export function readRecord(path: string, key: string): StoredValue | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const record = parseRecord(text);
  if (record === undefined) throw damagedRecord(path, 'is damaged: it is not a whole record');
  if (record.key !== key) throw damagedRecord(path, `holds the record of another key, ${record.key}`);
  return { value: record.value, version: record.version };
}

/** The key of the record in a file, also of a torn one whose beginning is legible; `illegible` when there is none. */
export function keyInFile(path: string): { readonly key: string } | 'illegible' | 'gone' {
  const text = readIfThere(path);
  if (text === undefined) return 'gone';
  const key = parseRecord(text)?.key ?? salvageKey(text);
  return key === undefined ? 'illegible' : { key };
}

/** A record as text for its file. The key comes first, so that it survives when the end is lost. */
export function formatRecord({ key, version, value }: RecordFile): string {
  return JSON.stringify({ key, version, value });
}

/** The error for a file that does not hold what it should. */
export function damagedRecord(path: string, how: string) {
  return storeProblem('store_corrupt', {
    problem: `${path} ${how}. It was left as it is.`,
    remedy: 'Restore it from a backup, or remove the file and connect that account again.',
  });
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
  const parsed = parseJson(text);
  return isRecordFile(parsed) ? parsed : undefined;
}

function salvageKey(text: string): string | undefined {
  const start = /^\{"key":(?<key>"(?:[^"\\]|\\.)*"),/.exec(text)?.groups?.key;
  const key = start === undefined ? undefined : parseJson(start);
  return typeof key === 'string' ? key : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecordFile(parsed: unknown): parsed is RecordFile {
  if (typeof parsed !== 'object' || parsed === null) return false;
  if (!('key' in parsed && 'version' in parsed && 'value' in parsed)) return false;
  return [parsed.key, parsed.version, parsed.value].every((field) => typeof field === 'string');
}
