import type { Keychain } from '../../src/storage/keychain/keychain.ts';

/** A keychain in memory that can break down before one of its next changes, as when the process is killed. */
export interface MemoryKeychain extends Keychain {
  readonly entries: Map<string, string>;
  /** How many changes succeed before the next one fails. */
  changesLeft: number;
}

export function memoryKeychain(): MemoryKeychain {
  const entries = new Map<string, string>();

  function change(): void {
    if (keychain.changesLeft === 0) throw new Error('killed');
    keychain.changesLeft -= 1;
  }

  const keychain: MemoryKeychain = {
    entries,
    changesLeft: Number.POSITIVE_INFINITY,
    read: async (account) => entries.get(account),
    write: async (account, text) => {
      change();
      entries.set(account, text);
    },
    remove: async (account) => {
      change();
      return entries.delete(account);
    },
  };
  return keychain;
}
