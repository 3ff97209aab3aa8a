import { expect, it } from 'vitest';
import { freePeriods } from './free-periods.ts';

const period = (startMs: number, endMs: number) => ({ startMs, endMs });

it.each([
  [[], [period(0, 10)]],
  [
    [period(2, 3), period(5, 6)],
    [period(0, 2), period(3, 5), period(6, 10)],
  ],
  [
    [period(5, 8), period(1, 3), period(2, 6)],
    [period(0, 1), period(8, 10)],
  ],
  [[period(-5, 4), period(9, 20)], [period(4, 9)]],
  [[period(0, 10)], []],
  [[period(20, 30)], [period(0, 10)]],
])('beside %j there is left %j', (busy, free) => {
  expect(freePeriods(period(0, 10), busy)).toEqual(free);
});
