import assert from 'node:assert/strict';
import { type Lease, type Leases, leasesOf } from '@sidecar/core';
import { eventually } from '../eventually.ts';
import type { StoreRules } from '../store-rule.ts';

const name = 'ada/gmail/default';
const ttlMs = 1_500;

/** Leases in one process: those that a store brings itself, or core's over its `get` and `set`. */
export const leaseRules = {
  'one-owner': {
    sentence: 'a lease has one owner, and leases of other names are others, also in case and length',
    check: async ({ store }) => {
      const leases = leasesOf(store);
      const answers = await Promise.all(Array.from({ length: 20 }, () => leases.acquire(name, ttlMs)));
      const owners = answers.filter((lease) => lease !== undefined);
      assert.equal(owners.length, 1, `one of twenty must get the lease, ${owners.length} did`);
      assert.equal(await leases.acquire(name, ttlMs), undefined, 'who has an owner has no second one');
      for (const other of ['Ada/gmail/default', 'ada/gmail', 'ada/gmail/default/user', 'ada%2Fgmail/default'])
        await (await owned(leases, other)).release();
      assert.equal(await owners[0]?.renew(), true, 'other leases do not end this one');
    },
  },
  'kept-by-renewal': {
    sentence: 'who renews keeps the lease for many times its ttl',
    check: async ({ store }) => {
      const leases = leasesOf(store);
      const lease = await owned(leases, name);
      for (let beat = 0; beat < 8; beat += 1) {
        await pause(ttlMs / 4);
        assert.equal(await lease.renew(), true, 'the owner can renew');
        assert.equal(await leases.acquire(name, ttlMs), undefined, 'a renewed lease is not given away');
      }
    },
  },
  'released-by-its-owner': {
    sentence:
      'a released lease is free at once, and its former owner can neither renew it nor free the next one',
    check: async ({ store }) => {
      const leases = leasesOf(store);
      const first = await owned(leases, name);
      await first.release();
      assert.equal(await first.renew(), false, 'what was released cannot be renewed');
      const second = await owned(leases, name);
      await first.release();
      assert.equal(
        await first.renew(),
        false,
        'what was released cannot be renewed, also when another has it',
      );
      assert.equal(await second.renew(), true, 'a former owner must not free the lease of the present one');
      assert.equal(await leases.acquire(name, ttlMs), undefined, 'nor give it to a third');
      await second.release();
      await (await owned(leases, name)).release();
    },
  },
  'lost-when-silent': {
    sentence: 'whoever is silent keeps the lease alone or loses it: there are never two owners',
    check: async ({ store }) => {
      const leases = leasesOf(store);
      const silent = await owned(leases, name);
      const next = await eventually(() => leases.acquire(name, ttlMs), 3 * ttlMs);
      assert.equal(
        await silent.renew(),
        next === undefined,
        'renew says true exactly while nobody else has it',
      );
      if (!next) return;
      await silent.release();
      assert.equal(await next.renew(), true, 'who has lost a lease must not free it');
      assert.equal(await leases.acquire(name, ttlMs), undefined);
    },
  },
} as const satisfies StoreRules;

async function owned(leases: Leases, which: string): Promise<Lease> {
  const lease = await leases.acquire(which, ttlMs);
  assert.ok(lease, `the lease ${which} is free and must be given`);
  return lease;
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
