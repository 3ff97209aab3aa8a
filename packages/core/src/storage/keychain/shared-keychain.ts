import { join } from 'node:path';
import { fileSystemType, requireLocalFolder } from '../file/local-folder.ts';
import { WriteLocks } from '../file/write-locks.ts';
import { stateFolder } from '../user-folders.ts';
import { type Keychain, openKeychain } from './keychain.ts';
import { probeKeychain } from './keychain-probe.ts';

/** How a keychain is shared among processes. */
export interface KeychainOptions {
  /** Where the locks between processes are: one local folder for all that use the service. By default in the user's state folder. */
  readonly lockFolder?: string;
}

/** A keychain that was found to work, and the locks around it. */
export interface SharedKeychain {
  readonly keychain: Keychain;
  readonly locks: WriteLocks;
}

/** The folder for the locks of all keychain services. */
export function keychainLockFolder({ lockFolder }: KeychainOptions): string {
  return lockFolder ?? join(stateFolder(), 'sidecar', 'keychain-locks');
}

/** Opens a service's keychain and proves that it works before anyone relies on it. */
export async function openSharedKeychain(service: string, options: KeychainOptions): Promise<SharedKeychain> {
  const folder = keychainLockFolder(options);
  await requireLocalFolder(folder, fileSystemType);
  const keychain = await openKeychain(service);
  await probeKeychain(keychain);
  return { keychain, locks: new WriteLocks(folder) };
}
