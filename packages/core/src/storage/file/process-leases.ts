import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { HolderSightings } from '../holder-sightings.ts';
import { legibleHash } from '../legible-hash.ts';
import type { Lease, Leases } from '../store.ts';
import { type Claim, claim, takeOver } from './claim-lease.ts';
import { LeaseFolder } from './lease-folder.ts';

/** How long a holder has to beat once more that may have stood still together with us. */
const graceMs = 250;

/** What the leases need of their surroundings. */
export interface ProcessLeasesOptions {
  /** Throws when the store could not save a result now. */
  readonly proveWritable: () => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic?: () => number;
}

interface Present {
  readonly place: LeaseFolder;
  readonly generation: number;
}

/**
 * Leases by locks of the operating system: a killed holder frees its lease at once. One that lives and is silent for its
 * ttl (stopped, in a debugger, too busy) is passed over: the next holder locks the lock file of the next generation.
 */
export function processLeases(folder: string, options: ProcessLeasesOptions): Leases {
  const { proveWritable, monotonic = () => performance.now() } = options;
  const sightings = new HolderSightings(monotonic);

  /** The sign of a holder that has been silent for too long; undefined while it may live. */
  async function lastSignOf(name: string, { place, generation }: Present, ttlMs: number) {
    const beat = place.beat(generation);
    const sign = beat.readSign();
    const { silentMs, sinceLastLookMs } = sightings.look(name, `${generation} ${sign}`);
    const mayBeSilentMs = beat.readTtlMs() ?? ttlMs;
    if (silentMs < mayBeSilentMs) return undefined;
    // Where the whole machine or container stood still, the holder needs a moment to go on.
    if (sinceLastLookMs > mayBeSilentMs / 4) await setTimeout(graceMs);
    return beat.readSign() === sign ? { generation, sign } : undefined;
  }

  return {
    acquire: async (name, ttlMs) => {
      const place = new LeaseFolder(join(folder, `lease-${legibleHash(name)}`));
      const generation = place.presentGeneration();
      const free = claim(place, generation, ttlMs);
      if (free) return heldLease(free, proveWritable);
      const last = await lastSignOf(name, { place, generation }, ttlMs);
      const taken = last && takeOver(place, last, ttlMs);
      return taken && heldLease(taken, proveWritable);
    },
  };
}

function heldLease(held: Claim, proveWritable: () => Promise<void>): Lease {
  let isHeld = true;

  function give(): void {
    isHeld = false;
    held.close();
  }

  function stillHeld(): boolean {
    if (isHeld && !held.confirm()) give();
    return isHeld;
  }

  return {
    renew: async () => {
      if (!stillHeld()) return false;
      await proveWritable();
      // The proof may have taken longer than the lease lasts.
      return stillHeld();
    },
    release: async () => {
      if (isHeld) give();
    },
  };
}
