import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runWorker } from '../../../test/storage/run-worker.ts';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';
import { workerStore } from '../../../test/storage/worker-store.ts';
import type { Lease, Leases } from '../store.ts';
import { type Claim, claim, takeOver } from './claim-lease.ts';
import { LeaseFolder } from './lease-folder.ts';
import { processLeases } from './process-leases.ts';

const ttlMs = 600;

function leasesIn(folder: string): Leases {
  const store = workerStore(folder);
  onTestFinished(() => store.close?.());
  if (!store.leases) throw new Error('A file store has leases of its own.');
  return store.leases;
}

function keepLease(folder: string) {
  const worker = runWorker('keep-lease.ts', [folder, 'ada', String(ttlMs)]);
  onTestFinished(() => worker.kill());
  return worker;
}

async function waitForLease(leases: Leases): Promise<Lease> {
  for (;;) {
    const lease = await leases.acquire('ada', ttlMs);
    if (lease) return lease;
    await setTimeout(20);
  }
}

describe('a process that stands still', () => {
  it('loses its lease, learns of that when it goes on, and cannot free that of the next one', async () => {
    const folder = temporaryFolder();
    const leases = leasesIn(folder);
    const holder = keepLease(folder);
    await holder.printed('held');
    holder.child.kill('SIGSTOP');
    const lease = await waitForLease(leases);
    holder.child.kill('SIGCONT');
    await holder.printed('lost');
    expect(await lease.renew()).toBe(true);
    expect(await leases.acquire('ada', ttlMs)).toBeUndefined();
  });

  it('has one successor among several that wait, and the next one follows at once when that is killed', async () => {
    const folder = temporaryFolder();
    const holder = keepLease(folder);
    await holder.printed('held');
    const waiters = Array.from({ length: 3 }, () => keepLease(folder));
    holder.child.kill('SIGSTOP');
    const winner = await Promise.race(waiters.map((waiter) => waiter.printed('held').then(() => waiter)));
    holder.child.kill('SIGCONT');
    await holder.printed('lost');
    const others = waiters.filter((waiter) => waiter !== winner);
    expect(others.map(({ output }) => output)).toEqual(['', '']);
    await winner.kill();
    await Promise.race(others.map((waiter) => waiter.printed('held')));
    expect(others.map(({ output }) => output).sort()).toEqual(['', 'held\n']);
  });

  it('frees its lease at once when it is killed', async () => {
    const folder = temporaryFolder();
    const leases = leasesIn(folder);
    const holder = keepLease(folder);
    await holder.printed('held');
    holder.child.kill('SIGSTOP');
    await holder.kill();
    expect(await leases.acquire('ada', ttlMs)).toBeDefined();
  });
});

it('never has two owners, however its processes are stopped, continued and killed', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const begin = () => runWorker('take-turns.ts', [join(folder, 'data'), log, '120']);
  const workers = Array.from({ length: 4 }, begin);
  onTestFinished(() => Promise.all(workers.map((worker) => worker.kill())).then(() => {}));
  await Promise.all(workers.map((worker) => worker.printed('ready')));
  for (let disturbance = 0; disturbance < 150; disturbance += 1) {
    const chosen = Math.floor(Math.random() * workers.length);
    const worker = workers[chosen];
    if (disturbance % 15 === 0) {
      await worker?.kill();
      workers[chosen] = begin();
    } else {
      worker?.child.kill('SIGSTOP');
      void setTimeout(Math.random() * 600).then(() => worker?.child.kill('SIGCONT'));
    }
    await setTimeout(Math.random() * 80);
    expect(
      workers.map(({ child }) => child.exitCode),
      'nobody fails',
    ).toEqual(workers.map(() => null));
  }
  const tenures = tenuresIn(readFileSync(log, 'utf8'));
  expect(tenures.length).toBeGreaterThan(20);
  for (const [index, { since }] of tenures.entries())
    expect(since, 'begins after all before it have ended').toBeGreaterThan(tenures[index - 1]?.until ?? 0);
}, 60_000);

/** From when until when each holder was told that it has the lease, in their order. */
function tenuresIn(log: string) {
  const tenures = new Map<string, { readonly since: number; readonly until: number }>();
  for (const [, owner = '', since, until] of log.matchAll(/^(\d+ (\d+)) (\d+)$/gm))
    tenures.set(owner, { since: Number(since), until: Number(until) });
  return [...tenures.values()].sort((one, other) => one.since - other.since);
}

/** Leases whose monotonic clock the test moves. */
function watchedLeases(folder: string) {
  let elapsedMs = 0;
  const leases = processLeases(folder, { proveWritable: async () => {}, monotonic: () => elapsedMs });
  return { leases, advance: (durationMs: number) => (elapsedMs += durationMs) };
}

it('leaves two files behind, however often a lease is taken over', async () => {
  const folder = temporaryFolder();
  const { leases, advance } = watchedLeases(folder);
  const held = [await leases.acquire('ada', ttlMs)];
  for (let holder = 0; holder < 4; holder += 1) {
    await leases.acquire('ada', ttlMs);
    advance(ttlMs);
    held.push(await leases.acquire('ada', ttlMs));
  }
  const [name = ''] = readdirSync(folder);
  expect(readdirSync(join(folder, name)).sort()).toEqual(['4.beat', '4.lock']);
  const renewed = await Promise.all(held.map((lease) => lease?.renew()));
  expect(renewed).toEqual([false, false, false, false, true]);
});

it('waits as long as the holder asked for, not as the waiter would', async () => {
  const folder = temporaryFolder();
  const { leases, advance } = watchedLeases(folder);
  const lease = await leases.acquire('ada', 30_000);
  await leases.acquire('ada', ttlMs);
  advance(29_999);
  expect(await leases.acquire('ada', ttlMs)).toBeUndefined();
  expect(await lease?.renew()).toBe(true);
  advance(29_999);
  expect(await leases.acquire('ada', ttlMs)).toBeUndefined();
  advance(30_000);
  expect(await leases.acquire('ada', ttlMs)).toBeDefined();
});

it('gives a holder that stood still together with the waiter a moment to go on', async () => {
  const folder = temporaryFolder();
  const { leases, advance } = watchedLeases(folder);
  const lease = await leases.acquire('ada', ttlMs);
  await leases.acquire('ada', ttlMs);
  advance(60_000);
  const waiting = leases.acquire('ada', ttlMs);
  await setTimeout(50);
  expect(await lease?.renew()).toBe(true);
  expect(await waiting).toBeUndefined();
  expect(await lease?.renew()).toBe(true);
});

it('is lost when it was taken over during the proof that the store can be written', async () => {
  const folder = temporaryFolder();
  const { leases, advance } = watchedLeases(folder);
  const proveWritable = async () => {
    await leases.acquire('ada', ttlMs);
    advance(ttlMs);
    await leases.acquire('ada', ttlMs);
  };
  const slow = await processLeases(folder, { proveWritable }).acquire('ada', ttlMs);
  expect(await slow?.renew()).toBe(false);
});

describe('at the last moment', () => {
  function claimed(place: LeaseFolder): Claim {
    const own = claim(place, 0, ttlMs);
    if (!own) throw new Error('A new lease is free.');
    onTestFinished(() => own.close());
    return own;
  }

  it('a holder that goes on keeps its lease, and nothing of the attempt stays', () => {
    const place = new LeaseFolder(join(temporaryFolder(), 'lease'));
    const own = claimed(place);
    const sign = place.beat(0).readSign();
    expect(own.confirm()).toBe(true);
    expect(takeOver(place, { generation: 0, sign }, ttlMs)).toBeUndefined();
    expect(place.generations()).toEqual([0]);
    expect(own.confirm()).toBe(true);
  });

  it('a holder notices a next generation, also where the files of its own cannot be removed', () => {
    const place = new LeaseFolder(join(temporaryFolder(), 'lease'));
    const own = claimed(place);
    const next = place.lock(1);
    next.tryAcquire();
    expect(own.confirm()).toBe(false);
    next.close();
  });

  it('whoever comes late finds the next generation taken, or free when its holder is gone', () => {
    const place = new LeaseFolder(join(temporaryFolder(), 'lease'));
    claimed(place);
    const silent = { generation: 0, sign: place.beat(0).readSign() };
    const first = takeOver(place, silent, ttlMs);
    expect(first?.confirm()).toBe(true);
    expect(takeOver(place, silent, ttlMs)).toBeUndefined();
    expect(claim(place, 0, ttlMs), 'a generation that is over').toBeUndefined();
    expect(place.generations()).toEqual([1]);
    first?.close();
    const second = takeOver(place, silent, ttlMs);
    expect(second?.confirm()).toBe(true);
    second?.close();
  });
});
