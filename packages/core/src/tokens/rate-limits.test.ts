import { expect, it } from 'vitest';
import { hastyClock } from '../../test/hasty-clock.ts';
import { manualClock } from '../../test/manual-clock.ts';
import { memoryStore } from '../storage/memory-store.ts';
import type { Store } from '../storage/store.ts';
import { RateLimits } from './rate-limits.ts';

const key = { user: 'ada', integration: 'notes', account: 'default' };

it('clears the limit that it saw run out, and not one that another process has met meanwhile', async () => {
  const clock = manualClock();
  const store = memoryStore();
  await new RateLimits(store, clock).of(key).tell(1_000);
  clock.advance(1_000);
  let looks = 0;
  const overtaken: Store = {
    ...store,
    get: async (name) => {
      const found = await store.get(name);
      looks += 1;
      if (looks === 1) await new RateLimits(store, clock).of(key).tell(30_000);
      return found;
    },
  };
  expect(await new RateLimits(overtaken, clock).of(key).read()).toBeUndefined();
  expect(await new RateLimits(store, clock).of(key).read()).toMatchObject({ durationMs: 30_000 });
});

it('takes a limit that is over for over, also where it cannot be cleared', async () => {
  const clock = manualClock();
  const store = memoryStore();
  const limit = new RateLimits({ ...store, delete: () => Promise.reject(new Error('read only')) }, clock);
  await limit.of(key).tell(1_000);
  clock.advance(1_000);
  expect(await limit.of(key).read()).toBeUndefined();
});

it('waits a second for a store that does not answer', async () => {
  const clock = manualClock();
  const silent = () => new Promise<never>(() => {});
  const limit = new RateLimits({ ...memoryStore(), get: silent }, clock).of(key);
  for (const attempt of [() => limit.read(), () => limit.tell(5_000)]) {
    const ended = attempt().then(
      () => 'answered',
      () => 'given up',
    );
    await clock.sleeping(1_000);
    clock.advance(1_000);
    expect(await ended).toBe('given up');
  }
});

it('takes none of the time of a clock on which pauses are skipped: it is a limit and no pause', async () => {
  const clock = hastyClock();
  const store = memoryStore();
  const limit = new RateLimits(store, clock).of(key);
  await limit.tell(5_000);
  expect(await limit.read()).toMatchObject({ durationMs: 5_000 });
  expect(clock.slept).toEqual([]);
});
