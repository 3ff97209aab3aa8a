import { join } from 'node:path';
import { keyContext, sealedStore } from '../sealing/encrypted.ts';
import type { SealingKeys } from '../sealing/key-source.ts';
import { loadKeys } from '../sealing/sealing-key.ts';
import type { Leases, Store } from '../store.ts';
import { configUser } from './config-part.ts';
import { openDataFolder, proveWritable } from './data-folder.ts';
import { defaultKey } from './default-key.ts';
import { integrationsFile } from './integrations-file.ts';
import { type FileSystemType, fileSystemType } from './local-folder.ts';
import type { IntegrationsMigration } from './migrate-integrations.ts';
import { processLeases } from './process-leases.ts';
import { recordFiles } from './record-files.ts';
import { checkSealedBy } from './sealed-by.ts';
import { WriteLocks } from './write-locks.ts';

/** How a file store is kept. */
export interface FileStoreOptions {
  /** What seals tokens. By default `SIDECAR_ENCRYPTION_KEY`, else a key file in the user's configuration folder. */
  readonly key?: SealingKeys;
  /** Told when an older integrations.json was brought up to date. By default a process warning says so. */
  readonly onMigrate?: (migration: IntegrationsMigration) => void;
  /** Accepts a network file system, where locks do not hold: for one process only. */
  readonly allowNetworkFolder?: boolean;
  /** Tells the kind of file system of a folder, as Linux numbers them; for tests and unusual systems. */
  readonly fileSystemType?: FileSystemType;
}

/** An open data folder. */
interface OpenFolder {
  readonly path: string;
  readonly records: Store;
  readonly config: Store;
  readonly leases: Leases;
  readonly locks: WriteLocks;
}

/**
 * Keeps everything in a folder on a local disk, for any number of processes: configuration in `integrations.json`
 * for people to read, each other record in a file of its own, tokens sealed.
 */
export function fileStore(folder: string, options: FileStoreOptions = {}): Store {
  let opening: Promise<OpenFolder> | undefined;

  function open(): Promise<OpenFolder> {
    opening ??= openFolder(folder, options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  const files: Store = {
    get: async (key) => storeOf(await open(), key).get(key),
    set: async (key, value, replaces) => storeOf(await open(), key).set(key, value, replaces),
    delete: async (key, version) => storeOf(await open(), key).delete(key, version),
    list: async (prefix, after) => listBoth(await open(), prefix, after),
    leases: { acquire: async (name, ttlMs) => (await open()).leases.acquire(name, ttlMs) },
    close: async () => {
      const opened = opening;
      opening = undefined;
      if (opened) await (await opened).locks.close();
    },
  };

  return sealedStore(files, async () => {
    const { path, records } = await open();
    const keys = await loadKeys(options.key ?? defaultKey(path), keyContext(records));
    await checkSealedBy(path, records, keys);
    return keys;
  });
}

async function openFolder(folder: string, options: FileStoreOptions): Promise<OpenFolder> {
  const path = await openDataFolder(folder, {
    allowNetworkFolder: options.allowNetworkFolder ?? false,
    fileSystemType: options.fileSystemType ?? fileSystemType,
  });
  const lockFolder = join(path, 'locks');
  const locks = new WriteLocks(lockFolder);
  return {
    path,
    locks,
    records: recordFiles(path, locks),
    config: integrationsFile(path, locks, options.onMigrate ?? warnOfMigration),
    leases: processLeases(lockFolder, { proveWritable: () => proveWritable(path) }),
  };
}

function storeOf({ records, config }: OpenFolder, key: string): Store {
  return configUser(key) === undefined ? records : config;
}

async function listBoth({ records, config }: OpenFolder, prefix: string, after?: string) {
  const page = await records.list(prefix, after);
  if (!'config/'.startsWith(prefix) && !prefix.startsWith('config/')) return page;
  return [...page, ...(await config.list(prefix, after))].sort().slice(0, pageSize);
}

/** Not longer than a page of records: what is cut off comes with the next one. */
const pageSize = 1000;

function warnOfMigration({ message }: IntegrationsMigration): void {
  process.emitWarning(message, { code: 'SIDECAR_MIGRATED' });
}
