import { expect, test } from 'vitest';
import { waitInWords } from './wait-in-words.ts';

test.each([
  [0, '1 second'],
  [1_000, '1 second'],
  [1_001, '2 seconds'],
  [90_000, '90 seconds'],
  [120_001, '3 minutes'],
  [900_000, '15 minutes'],
  [3_600_000, '60 minutes'],
  [86_400_000, '24 hours'],
  [2_592_000_000, '30 days'],
])('%i ms is %j.', (durationMs, words) => {
  expect(waitInWords(durationMs)).toBe(words);
});
