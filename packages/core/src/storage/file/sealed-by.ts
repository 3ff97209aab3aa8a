import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealedAreas } from '../sealing/encrypted.ts';
import { sealingKeyId } from '../sealing/envelope.ts';
import type { LoadedKeys } from '../sealing/sealing-key.ts';
import type { Store } from '../store.ts';
import { storeProblem } from '../store-problem.ts';
import { fileFailure, systemCode } from './file-failure.ts';
import { replaceFile } from './replace-file.ts';

/** Which key seals a folder's records, and where it came from. */
interface SealedBy {
  readonly source: string;
  readonly keyId: string;
}

/**
 * Keeps in `sealed-by.json` which source seals a folder's records. While there are records, keys without the one
 * that is named there are refused: never a silent change to another.
 */
export async function checkSealedBy(folder: string, records: Store, keys: LoadedKeys): Promise<void> {
  const path = join(folder, 'sealed-by.json');
  const written = readSealedBy(path);
  const record = await firstSealedRecord(records);
  const before = written ?? (record && (await sealerOf(records, record)));
  if (record && before && !keys.byId.has(before.keyId)) throw otherKey(folder, before, keys);
  const { id: keyId, source } = keys.sealing;
  if (written?.keyId === keyId && written.source === source) return;
  const note = replaceFile(path, `${JSON.stringify({ source, keyId }, null, 2)}\n`);
  // Records that open can be read from a full or read-only disk too; the next process makes up for the note.
  await (record ? note.catch(() => undefined) : note);
}

function readSealedBy(path: string): SealedBy | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isSealedBy(parsed) ? parsed : undefined;
  } catch (error) {
    // A note that is gone or broken is made again: the records themselves name their key too.
    if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return undefined;
    throw fileFailure(path, error);
  }
}

function isSealedBy(parsed: unknown): parsed is SealedBy {
  if (typeof parsed !== 'object' || parsed === null || !('source' in parsed && 'keyId' in parsed))
    return false;
  return typeof parsed.source === 'string' && typeof parsed.keyId === 'string';
}

async function firstSealedRecord(records: Store): Promise<string | undefined> {
  for (const area of sealedAreas) {
    const [first] = await records.list(area);
    if (first !== undefined) return first;
  }
  return undefined;
}

async function sealerOf(records: Store, key: string): Promise<SealedBy | undefined> {
  const entry = await records.get(key);
  return entry && { source: 'an unknown source', keyId: sealingKeyId(key, entry.value) };
}

function otherKey(folder: string, before: SealedBy, keys: LoadedKeys) {
  return storeProblem('wrong_key', {
    problem: `The records in ${folder} were sealed by the key with id ${before.keyId} from ${before.source}; the keys from ${keys.from} do not include it.`,
    remedy: `Use ${before.source} again, or give both, the new one first, and run rotateKeys().`,
  });
}
