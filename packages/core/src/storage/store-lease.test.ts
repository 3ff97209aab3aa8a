import { expect, it } from 'vitest';
import { manualClock } from '../../test/manual-clock.ts';
import { innerStore, type WrappingStore } from './inner-store.ts';
import { leasesOf } from './leases-of.ts';
import { memoryStore } from './memory-store.ts';
import type { Lease, Leases, Store } from './store.ts';
import { storeLeases } from './store-lease.ts';

const ttlMs = 3000;

/** One store that two hosts share, each with a clock of its own. */
function twoHosts(store: Store = memoryStore()) {
  const clock = manualClock();
  const otherClock = manualClock();
  otherClock.advance(123_456_789);
  return {
    store,
    clock,
    otherClock,
    ours: storeLeases(store, clock),
    theirs: storeLeases(store, otherClock),
  };
}

/** Looks at a lease again and again for so long, as a waiter does; answers the lease as soon as it gets it. */
async function watch(
  { leases, clock }: { readonly leases: Leases; readonly clock: ReturnType<typeof manualClock> },
  name: string,
  durationMs: number,
): Promise<Lease | undefined> {
  for (let passedMs = 0; passedMs < durationMs; passedMs += 100) {
    const lease = await leases.acquire(name, ttlMs);
    if (lease) return lease;
    clock.advance(Math.min(100, durationMs - passedMs));
  }
  return leases.acquire(name, ttlMs);
}

it('gives a name to one owner at a time', async () => {
  const { ours, theirs } = twoHosts();
  const lease = await ours.acquire('ada/gmail/default', ttlMs);
  expect(lease).toBeDefined();
  expect(await theirs.acquire('ada/gmail/default', ttlMs)).toBeUndefined();
  expect(await theirs.acquire('ada/gmail/work', ttlMs)).toBeDefined();
  await lease?.release();
  expect(await theirs.acquire('ada/gmail/default', ttlMs)).toBeDefined();
});

it('keeps a lease that is renewed, however long that lasts', async () => {
  const { ours, theirs, otherClock } = twoHosts();
  const lease = await ours.acquire('ada', ttlMs);
  for (let second = 0; second < 60; second += 1) {
    expect(await watch({ leases: theirs, clock: otherClock }, 'ada', 2000)).toBeUndefined();
    expect(await lease?.renew()).toBe(true);
  }
});

it('takes over from a holder whose entry has stood still for its ttl of the own clock, not earlier', async () => {
  const { ours, theirs, otherClock } = twoHosts();
  await ours.acquire('ada', ttlMs);
  otherClock.advance(1_000_000);
  expect(await watch({ leases: theirs, clock: otherClock }, 'ada', ttlMs - 1)).toBeUndefined();
  otherClock.advance(1);
  expect(await theirs.acquire('ada', ttlMs)).toBeDefined();
});

it('takes nothing over after a time in which nobody could look: the holder could not renew either', async () => {
  const { ours, theirs, otherClock } = twoHosts();
  const lease = await ours.acquire('ada', ttlMs);
  expect(await watch({ leases: theirs, clock: otherClock }, 'ada', ttlMs / 3)).toBeUndefined();
  otherClock.advance(60_000);
  expect(await watch({ leases: theirs, clock: otherClock }, 'ada', ttlMs / 3)).toBeUndefined();
  expect(await lease?.renew()).toBe(true);
});

it('takes over also where each look takes seconds, after a few of them', async () => {
  const { ours, theirs, otherClock } = twoHosts();
  await ours.acquire('ada', ttlMs);
  for (let look = 0; look < 6; look += 1) {
    expect(await theirs.acquire('ada', ttlMs)).toBeUndefined();
    otherClock.advance(4_000);
  }
  expect(await theirs.acquire('ada', ttlMs)).toBeDefined();
});

it('waits as long as the holder asked for, not as the waiter would', async () => {
  const { ours, theirs, otherClock } = twoHosts();
  await ours.acquire('ada', 30_000);
  expect(await watch({ leases: theirs, clock: otherClock }, 'ada', 29_000)).toBeUndefined();
  expect(await watch({ leases: theirs, clock: otherClock }, 'ada', 1_000)).toBeDefined();
});

it('has one winner when many take over at once', async () => {
  const { store, ours } = twoHosts();
  await ours.acquire('ada', ttlMs);
  const waiters = Array.from({ length: 10 }, () => {
    const clock = manualClock();
    return { clock, leases: storeLeases(store, clock) };
  });
  const everyone = () => Promise.all(waiters.map(({ leases }) => leases.acquire('ada', ttlMs)));
  for (let passedMs = 0; passedMs < ttlMs; passedMs += 100) {
    expect((await everyone()).filter((lease) => lease !== undefined)).toHaveLength(0);
    for (const { clock } of waiters) clock.advance(100);
  }
  expect((await everyone()).filter((lease) => lease !== undefined)).toHaveLength(1);
});

it('tells a holder that it lost its lease, and does not let it free that of the next one', async () => {
  const { ours, theirs, otherClock, clock } = twoHosts();
  const slow = await ours.acquire('ada', ttlMs);
  const next = await watch({ leases: theirs, clock: otherClock }, 'ada', ttlMs);
  expect(await slow?.renew()).toBe(false);
  await slow?.release();
  expect(await next?.renew()).toBe(true);
  clock.advance(1);
  expect(await ours.acquire('ada', ttlMs)).toBeUndefined();
});

it('is not renewed after it was released', async () => {
  const { ours } = twoHosts();
  const lease = await ours.acquire('ada', ttlMs);
  const renewal = lease?.renew();
  await lease?.release();
  expect(await renewal).toBe(true);
  expect(await lease?.renew()).toBe(false);
  expect(await ours.acquire('ada', ttlMs)).toBeDefined();
});

it('does not lose its lease when the answer to a heartbeat is lost', async () => {
  const store = memoryStore();
  let losesAnswers = false;
  const flaky: Store = {
    ...store,
    set: async (...write) => {
      const version = await store.set(...write);
      if (losesAnswers) throw new Error('connection lost');
      return version;
    },
  };
  const { ours } = twoHosts(flaky);
  const lease = await ours.acquire('ada', ttlMs);
  losesAnswers = true;
  await expect(lease?.renew()).rejects.toThrow('connection lost');
  losesAnswers = false;
  expect(await lease?.renew()).toBe(true);
});

it('treats an entry that nobody can read like any holder: dead when it stands still', async () => {
  const { store, theirs, otherClock } = twoHosts();
  await store.set('leases/ada', 'garbage', undefined);
  expect(await theirs.acquire('ada', ttlMs)).toBeUndefined();
  expect(await watch({ leases: theirs, clock: otherClock }, 'ada', ttlMs)).toBeDefined();
});

it("uses a store's own leases, also through a wrapper", () => {
  const own: Leases = { acquire: async () => undefined };
  const store: Store = { ...memoryStore(), leases: own };
  const wrapper: WrappingStore = { ...memoryStore(), [innerStore]: store };
  expect(leasesOf(store, manualClock())).toBe(own);
  expect(leasesOf(wrapper, manualClock())).toBe(own);
});

it('shares what it remembers of other holders among all wrappers of one store', () => {
  const store = memoryStore();
  const clock = manualClock();
  const wrap = (): WrappingStore => ({ ...store, [innerStore]: store });
  expect(leasesOf(wrap(), clock)).toBe(leasesOf(wrap(), clock));
  expect(leasesOf(wrap(), clock)).toBe(leasesOf(store, clock));
  expect(leasesOf(memoryStore(), clock)).not.toBe(leasesOf(store, clock));
});
