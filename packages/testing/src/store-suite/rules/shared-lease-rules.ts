import assert from 'node:assert/strict';
import { type Lease, leasesOf } from '@sidecar/core';
import { eventually } from '../eventually.ts';
import type { StoreProcess } from '../store-process-handle.ts';
import type { StoreRules, StoreTrial } from '../store-rule.ts';

const name = 'ada/gmail/default';
const ttlMs = 1_500;
const hourMs = 3_600_000;
/** How long a dead holder may keep others waiting; generous, for machines that are busy. */
const patienceMs = 6 * ttlMs;

/** Leases among processes that may die or stand still: those that a store brings itself, or core's. */
export const sharedLeaseRules = {
  'lease-of-a-killed-process': {
    sentence: 'a lease that another process holds is refused, and free soon after that process was killed',
    timeoutMs: 60_000,
    check: async (trial) => {
      const holder = await startHolder(trial);
      assert.equal(await tryFor(trial, 2 * ttlMs), undefined, 'a living holder that renews keeps its lease');
      await holder.kill();
      const lease = await tryFor(trial, patienceMs);
      assert.ok(lease, 'the lease of a killed process must be free after its ttl');
      assert.equal(await lease.renew(), true);
    },
  },
  'lease-of-a-paused-process': {
    sentence:
      'a lease is taken over from a process that stands still, which then has lost it and cannot free it',
    timeoutMs: 60_000,
    check: async (trial) => {
      const holder = await startHolder(trial);
      holder.pause();
      const lease = await tryFor(trial, patienceMs);
      assert.ok(lease, 'the lease of a process that stands still must be free after its ttl');
      holder.resume();
      assert.equal(await holder.ask('renew'), false, 'who stood still must learn that the lease is lost');
      await holder.ask('release');
      assert.equal(await lease.renew(), true, 'who stood still must not free the lease of its new owner');
    },
  },
  'lease-without-a-common-clock': {
    sentence: 'a holder whose clock is hours off keeps its lease while it renews, and no longer',
    timeoutMs: 90_000,
    check: async (trial) => {
      for (const clockOffsetMs of [-5 * hourMs, 5 * hourMs]) {
        const holder = await startHolder(trial, clockOffsetMs);
        const hours = clockOffsetMs / hourMs;
        assert.equal(
          await tryFor(trial, 2 * ttlMs),
          undefined,
          `a holder ${hours} hours ahead keeps its lease`,
        );
        await holder.kill();
        const lease = await tryFor(trial, patienceMs);
        assert.ok(lease, `the lease of a dead holder ${hours} hours ahead must be free after its ttl`);
        await lease.release();
      }
    },
  },
} as const satisfies StoreRules;

async function startHolder(trial: StoreTrial, clockOffsetMs = 0): Promise<StoreProcess> {
  const holder = await trial.startProcess({ clockOffsetMs });
  assert.equal(await holder.ask('acquire', name, ttlMs), true, 'a free lease must be given');
  await holder.ask('beat', ttlMs / 4);
  return holder;
}

async function tryFor({ store }: StoreTrial, durationMs: number): Promise<Lease | undefined> {
  return eventually(() => leasesOf(store).acquire(name, ttlMs), durationMs);
}
