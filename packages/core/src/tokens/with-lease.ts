import type { Clock } from '../clock.ts';
import type { Leases } from '../storage/store.ts';
import { type ConnectionKey, recordKey } from './connection-key.ts';
import { holdLease, leaseTtlMs } from './held-lease.ts';

const longestWaitMs = 1_000;
const pollMs = 20;

/**
 * Does something while no refresh of the connection is under way, or after a second all the same: what a person asked for
 * does not wait for a slow provider, and compare-and-set decides who was first.
 */
export async function withLease<T>(
  { leases, clock, key }: { readonly leases: Leases; readonly clock: Clock; readonly key: ConnectionKey },
  work: () => Promise<T>,
): Promise<T> {
  const deadline = clock.monotonic() + longestWaitMs;
  let lease = await leases.acquire(recordKey(key), leaseTtlMs);
  while (!lease && clock.monotonic() < deadline) {
    await clock.sleep(pollMs);
    lease = await leases.acquire(recordKey(key), leaseTtlMs);
  }
  const held = lease && holdLease(lease, clock);
  try {
    return await work();
  } finally {
    await held?.release();
  }
}
