import { expect, it } from 'vitest';
import { mapConcurrently } from './map-concurrently.ts';

it('keeps the order and no more than the limit under way', async () => {
  let running = 0;
  let most = 0;
  const items = Array.from({ length: 30 }, (_, index) => index);
  const results = await mapConcurrently(items, 4, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turns = (item * 7) % 5; turns >= 0; turns -= 1) await Promise.resolve();
    running -= 1;
    return item * 2;
  });
  expect(results).toEqual(items.map((item) => item * 2));
  expect(most).toBe(4);
});

it('fails with the first failure and begins nothing more', async () => {
  const begun: number[] = [];
  const work = mapConcurrently([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item);
    await Promise.resolve();
    if (item === 2) throw new Error('two');
    return item;
  });
  await expect(work).rejects.toThrow('two');
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(begun.length).toBeLessThan(6);
});

it('does nothing for nothing', async () => {
  expect(await mapConcurrently([], 4, async (item) => item)).toEqual([]);
});
