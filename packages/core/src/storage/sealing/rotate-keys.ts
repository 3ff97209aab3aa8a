import { SidecarError } from '../../errors.ts';
import { innerStore } from '../inner-store.ts';
import type { Store, StoredValue } from '../store.ts';
import { keyRing, type SealedStore, sealedAreas } from './encrypted.ts';
import { seal, sealingKeyId, unseal } from './envelope.ts';
import type { LoadedKeys } from './sealing-key.ts';

/** How many records are worked on at once. */
const batchSize = 20;

/** How far a rotation is. */
export interface RotationProgress {
  /** Sealed records that were found to open. */
  readonly records: number;
  /** How many of them an older key had sealed. */
  readonly outdated: number;
  /** How many of those are sealed with the new key by now. */
  readonly resealed: number;
}

/** How a rotation is watched and stopped. */
export interface RotationOptions {
  readonly onProgress?: (progress: RotationProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Seals every record with the first key that an older one sealed. Nothing is written before every record was found
 * to open (`wrong_key` where one does not). It can be stopped at any moment and run again: it goes on where it was.
 */
export async function rotateKeys(store: Store, options: RotationOptions = {}): Promise<RotationProgress> {
  const { files, keys } = await sealedParts(store);
  let progress: RotationProgress = { records: 0, outdated: 0, resealed: 0 };

  function advance(step: Partial<RotationProgress>): void {
    progress = { ...progress, ...step };
    options.onProgress?.(progress);
  }

  await visitRecords(files, options.signal, async (key, entry) => {
    unseal(keys, key, entry.value);
    const outdated = progress.outdated + (isOutdated(keys, key, entry) ? 1 : 0);
    advance({ records: progress.records + 1, outdated });
  });
  await visitRecords(files, options.signal, async (key, entry) => {
    if (await reseal({ files, keys, key, entry })) advance({ resealed: progress.resealed + 1 });
  });
  return progress;
}

interface SealedParts {
  /** The store below the seal. */
  readonly files: Store;
  readonly keys: LoadedKeys;
}

async function sealedParts(store: Store): Promise<SealedParts> {
  for (let current: Store | undefined = store; current; current = wrapped(current)) {
    if (isSealedStore(current)) return { files: current[innerStore], keys: await current[keyRing]() };
  }
  throw new SidecarError(
    'invalid_input',
    'Only a store that seals has keys to rotate: encrypted() or fileStore().',
  );
}

function wrapped(store: Store): Store | undefined {
  return innerStore in store ? (store[innerStore] as Store) : undefined;
}

function isSealedStore(store: Store): store is SealedStore {
  return keyRing in store;
}

/** Several at a time: most of the time is spent waiting for the store. Stops between two batches, also after a failure. */
async function visitRecords(
  files: Store,
  signal: AbortSignal | undefined,
  visit: (key: string, entry: StoredValue) => Promise<void>,
): Promise<void> {
  for await (const batch of keyBatches(files)) {
    if (signal?.aborted) throw stopped();
    const visits = await Promise.allSettled(
      batch.map(async (key) => {
        const entry = await files.get(key);
        if (entry) await visit(key, entry);
      }),
    );
    const failed = visits.find((visited) => visited.status === 'rejected');
    if (failed) throw failed.reason;
  }
}

async function* keyBatches(files: Store): AsyncGenerator<readonly string[]> {
  for (const area of sealedAreas) {
    for (let page = await files.list(area); page.length > 0; page = await files.list(area, page.at(-1))) {
      for (let start = 0; start < page.length; start += batchSize) yield page.slice(start, start + batchSize);
    }
  }
}

function isOutdated(keys: LoadedKeys, key: string, entry: StoredValue): boolean {
  return sealingKeyId(key, entry.value) !== keys.sealing.id;
}

interface Reseal extends SealedParts {
  readonly key: string;
  readonly entry: StoredValue;
}

/** Seals one record anew unless that is done already, also where someone else writes it meanwhile. */
async function reseal({ files, keys, key, entry }: Reseal): Promise<boolean> {
  let current: StoredValue | undefined = entry;
  while (current && isOutdated(keys, key, current)) {
    const value = seal(keys.sealing, key, unseal(keys, key, current.value));
    if ((await files.set(key, value, current.version)) !== undefined) return true;
    current = await files.get(key);
  }
  return false;
}

function stopped() {
  return new SidecarError(
    'aborted',
    'The rotation of keys was stopped. Run it again to go on where it was.',
    {
      nextAction: 'Run it again to go on where it was.',
    },
  );
}
