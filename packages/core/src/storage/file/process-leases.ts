import { join } from 'node:path';
import { legibleHash } from '../legible-hash.ts';
import type { Lease, Leases } from '../store.ts';
import { ProcessLock } from './process-lock.ts';

/**
 * Leases by locks of the operating system, one lock file per name: a killed holder frees its lease at once, and a
 * living one keeps it without a heartbeat (one that is stopped in a debugger too: waiters bound their waiting).
 * `proveWritable` throws when the store could not save a result now.
 */
export function processLeases(folder: string, proveWritable: () => Promise<void>): Leases {
  return {
    acquire: async (name) => {
      const lock = new ProcessLock(join(folder, lockFileName(name)));
      if (lock.tryAcquire()) return heldLease(lock, proveWritable);
      lock.close();
      return undefined;
    },
  };
}

function lockFileName(name: string): string {
  return `lease-${legibleHash(name)}.lock`;
}

function heldLease(lock: ProcessLock, proveWritable: () => Promise<void>): Lease {
  let isHeld = true;

  function give(): void {
    isHeld = false;
    lock.close();
  }

  return {
    renew: async () => {
      if (isHeld && !lock.stillInPlace()) give();
      if (!isHeld) return false;
      await proveWritable();
      return isHeld;
    },
    release: async () => {
      if (isHeld) give();
    },
  };
}
