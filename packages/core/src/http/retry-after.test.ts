import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const nowMs = Date.UTC(2026, 5, 1, 12, 0, 0);
const parse = (value: string, date?: string) =>
  parseRetryAfter(new Headers({ 'retry-after': value, ...(date ? { date } : {}) }), nowMs);

test.each([
  ['0', 0],
  ['5', 5_000],
  ['0.65', 650],
  ['86400', 86_400_000],
  [' 7 ', 7_000],
  ['Mon, 01 Jun 2026 12:00:30 GMT', 30_000],
  ['Monday, 01-Jun-26 12:00:30 GMT', 30_000],
  ['Mon, 01 Jun 2026 11:00:00 GMT', 0],
])('%j is read as %i ms.', (value, expected) => {
  expect(parse(value)).toBe(expected);
});

test.each([
  '-5',
  'soon',
  '',
  'NaN',
  'Infinity',
  '1e9',
  '0x10',
  '5 seconds',
  '2026-06-01',
  'Mon, 99 Foo 2026 99:99:99 GMT',
])('%j says nothing.', (value) => expect(parse(value)).toBeUndefined());

test('A date is compared with the answer’s own, not with a clock that may be wrong.', () => {
  expect(parse('Mon, 01 Jun 2026 15:00:10 GMT', 'Mon, 01 Jun 2026 15:00:00 GMT')).toBe(10_000);
});

test('Whatever is sent, the wait is none or a finite number of at most thirty days.', () => {
  const values = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.bigInt().map(String),
    fc.date().map(String),
  );
  fc.assert(
    fc.property(values, (value) => {
      const printable = value.replaceAll(/[^ -~]/g, '');
      const waitMs = parse(printable);
      expect(waitMs === undefined || (waitMs >= 0 && waitMs <= 30 * 86_400_000)).toBe(true);
    }),
  );
});
