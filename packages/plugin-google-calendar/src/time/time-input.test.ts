import { expect, it } from 'vitest';
import { readTime } from './time-input.ts';

it.each([
  ['2026-01-31', { kind: 'date', date: '2026-01-31' }],
  ['2026-01-31T10:00', { kind: 'local', localTime: '2026-01-31T10:00:00' }],
  ['2026-01-31 10:00:30', { kind: 'local', localTime: '2026-01-31T10:00:30' }],
  ['2026-01-31T10:00Z', { kind: 'instant', instantMs: Date.parse('2026-01-31T10:00:00Z') }],
  ['2026-01-31T10:00:00.123+01:00', { kind: 'instant', instantMs: Date.parse('2026-01-31T09:00:00Z') }],
  [' 2026-01-31t10:00z ', { kind: 'instant', instantMs: Date.parse('2026-01-31T10:00:00Z') }],
])('reads %j', (text, time) => {
  expect(readTime(text)).toEqual(time);
});

it.each([
  '',
  'tomorrow',
  '2026-02-30',
  '2026-13-01',
  '0001-01-01',
  '2026-1-1',
  '2026-01-31T25:00',
  '2026-01-31T10',
  '10:00',
  '2026-01-31T10:00+1',
  '2026-01-31T10:00[Europe/Berlin]',
  '2026-01-31\r\nX: y',
  '２０２６-01-31',
  '\u202e2026-01-31',
  '2026-01-31T10:00:00+99:00',
])('does not read %j', (text) => {
  expect(readTime(text)).toBeUndefined();
});
