import { processLeases } from '../file/process-leases.ts';
import { legibleHash } from '../legible-hash.ts';
import type { Leases, Store } from '../store.ts';
import { probeKeychain, requireUnlocked } from './keychain-probe.ts';
import { keychainRecords } from './keychain-records.ts';
import {
  type KeychainOptions,
  keychainLockFolder,
  openSharedKeychain,
  type SharedKeychain,
} from './shared-keychain.ts';
import { splitEntries } from './split-entries.ts';

/** Keeps everything in the operating system's keychain, through the optional package @napi-rs/keyring. For the accounts of one person. */
export function keytarStore(service: string, options: KeychainOptions = {}): Store {
  let opening: Promise<OpenService> | undefined;

  function open(): Promise<OpenService> {
    opening ??= openService(service, options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  return {
    get: async (key) => (await open()).records.get(key),
    set: async (key, value, replaces) => (await open()).records.set(key, value, replaces),
    delete: async (key, version) => (await open()).records.delete(key, version),
    list: async (prefix, after) => (await open()).records.list(prefix, after),
    leases: { acquire: async (name, ttlMs) => (await open()).leases.acquire(`${service}\n${name}`, ttlMs) },
    close: async () => {
      const opened = opening;
      opening = undefined;
      if (opened) await (await opened).shared.locks.close();
    },
  };
}

interface OpenService {
  readonly shared: SharedKeychain;
  readonly records: Store;
  readonly leases: Leases;
}

async function openService(service: string, options: KeychainOptions): Promise<OpenService> {
  const shared = await openSharedKeychain(service, options);
  const { keychain, locks } = shared;
  const lockName = `service-${legibleHash(service)}`;
  return {
    shared,
    records: keychainRecords(splitEntries(keychain), {
      exclusively: (action) => locks.hold(lockName, action),
      requireUnlocked: () => requireUnlocked(keychain),
    }),
    leases: processLeases(keychainLockFolder(options), { proveWritable: () => probeKeychain(keychain) }),
  };
}
