import { expect, test } from 'vitest';
import { RateLimits } from './rate-limits.ts';

test('a window lasts as long as its limit says, then counting starts anew', () => {
  const limits = new RateLimits();
  const start = Date.UTC(2026, 0, 1);
  const allowed = (seconds: number) => limits.count('key', 1, start + seconds * 1000).allowed;
  expect([allowed(0), allowed(899), allowed(900), allowed(901)]).toEqual([true, false, true, false]);
});
