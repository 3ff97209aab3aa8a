import { createHash, randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';
import { storeProblem } from '../store-problem.ts';
import type { SplitEntries } from './split-entries.ts';

/** Keychains cannot be asked for their entries by prefix without reading all secrets: these records list the keys, each a share that fits into one entry. */
const indexKeys = Array.from({ length: 8 }, (_, number) => `sidecar/index/${number}`);
const pageSize = 100;

/** What the records need of their surroundings. */
export interface KeychainRecordsOptions {
  /** Runs one write at a time, among all processes. */
  readonly exclusively: <Result>(action: () => Promise<Result>) => Promise<Result>;
  /** Throws when an entry may only seem to be missing. */
  readonly requireUnlocked: () => Promise<void>;
}

/** Records with versions over keychain entries, and an index of their keys. */
export function keychainRecords(
  entries: SplitEntries,
  { exclusively, requireUnlocked }: KeychainRecordsOptions,
): Store {
  async function read(key: string) {
    const record = await entries.read(key);
    if (record === undefined) await requireUnlocked();
    return record;
  }

  async function readIndex(indexKey: string): Promise<ReadonlySet<string>> {
    const record = await read(indexKey);
    return new Set(record === undefined ? [] : parseIndex(record.value));
  }

  async function writeIndex(indexKey: string, keys: Iterable<string>): Promise<void> {
    await entries.write(indexKey, { value: JSON.stringify([...keys].sort()), version: randomVersion() });
  }

  return {
    get: read,
    set: (key, value, replaces) =>
      exclusively(async () => {
        if ((await read(key))?.version !== replaces) return undefined;
        // The index may name too much after a crash, but never too little.
        const index = await readIndex(indexKeyOf(key));
        if (!index.has(key)) await writeIndex(indexKeyOf(key), [...index, key]);
        const version = randomVersion();
        await entries.write(key, { value, version });
        return version;
      }),
    delete: (key, version) =>
      exclusively(async () => {
        if ((await read(key))?.version !== version) return false;
        await entries.remove(key);
        const index = await readIndex(indexKeyOf(key));
        await writeIndex(
          indexKeyOf(key),
          [...index].filter((known) => known !== key),
        );
        return true;
      }),
    list: async (prefix, after = '') => {
      const page: string[] = [];
      const indexes = await Promise.all(indexKeys.map(readIndex));
      const keys = indexes.flatMap((index) => [...index]);
      for (const key of keys.filter((known) => known.startsWith(prefix) && known > after).sort()) {
        if (page.length === pageSize) break;
        if (await entries.read(key)) page.push(key);
      }
      return page;
    },
  };
}

function indexKeyOf(key: string): string {
  const [share = 0] = createHash('sha256').update(key).digest();
  return indexKeys[share % indexKeys.length] ?? '';
}

function randomVersion(): string {
  return randomBytes(16).toString('base64url');
}

function parseIndex(text: string): readonly string[] {
  const parsed: unknown = JSON.parse(text);
  if (Array.isArray(parsed) && parsed.every((key) => typeof key === 'string')) return parsed;
  throw storeProblem('store_corrupt', {
    problem: 'The list of keys in the keychain is damaged.',
    remedy: 'Remove the entries of this service in the keychain and connect the accounts again.',
  });
}
