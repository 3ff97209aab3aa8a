import { expect, it } from 'vitest';
import { fakeClock } from './index.ts';

it('stands still until it is moved, on the wall and on the monotonic clock alike', async () => {
  const clock = fakeClock({ now: 1000 });
  const before = [clock.now(), clock.monotonic()];
  await clock.advance(250);
  expect(before).toEqual([1000, 0]);
  expect([clock.now(), clock.monotonic()]).toEqual([1250, 250]);
});

it('wakes sleepers in their order and at their own moment, also those who sleep again', async () => {
  const clock = fakeClock();
  const woken: [string, number][] = [];
  const napper = async () => {
    for (const _nap of [1, 2, 3]) {
      await clock.sleep(100);
      woken.push(['napper', clock.monotonic()]);
    }
  };
  const finished = [clock.sleep(250).then(() => void woken.push(['sleeper', clock.monotonic()])), napper()];
  expect(clock.sleepers).toEqual([100, 250]);
  await clock.advance(260);
  expect(woken).toEqual([
    ['napper', 100],
    ['napper', 200],
    ['sleeper', 250],
  ]);
  expect(clock.sleepers).toEqual([40]);
  await clock.advance(40);
  await Promise.all(finished);
});

it('says when someone sleeps, before and after it began', async () => {
  const clock = fakeClock();
  const begun: string[] = [];
  const watched = clock.sleeping(50).then(() => begun.push('fifty'));
  const other = clock.sleep(20);
  await clock.sleeping();
  expect(begun).toEqual([]);
  const fifty = clock.sleep(50);
  await watched;
  await clock.sleeping(50);
  await clock.advance(50);
  await Promise.all([other, fifty]);
});

it('rejects a sleep whose signal aborts, and forgets it', async () => {
  const clock = fakeClock();
  const abort = new AbortController();
  const sleep = clock.sleep(100, { signal: abort.signal });
  abort.abort(new Error('enough'));
  await expect(sleep).rejects.toThrow('enough');
  await expect(clock.sleep(1, { signal: abort.signal })).rejects.toThrow('enough');
  expect(clock.sleepers).toEqual([]);
});
