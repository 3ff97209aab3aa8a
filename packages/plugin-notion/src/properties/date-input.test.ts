import { expect, it } from 'vitest';
import { readDate } from './date-input.ts';

it.each([
  ['2026-01-31', { start: '2026-01-31' }],
  [' 2026-01-31 ', { start: '2026-01-31' }],
  ['2026-01-31T09:00Z', { start: '2026-01-31T09:00Z' }],
  ['2026-01-31T09:00:00.000+01:00', { start: '2026-01-31T09:00:00.000+01:00' }],
  ['2026-01-31T09:00[Europe/Madrid]', { start: '2026-01-31T09:00', time_zone: 'Europe/Madrid' }],
  ['2026-01-31T09:00+01:00[Europe/Madrid]', { start: '2026-01-31T09:00+01:00' }],
  ['2026-01-31/2026-02-02', { start: '2026-01-31', end: '2026-02-02' }],
  [
    '2026-01-31T09:00[America/Argentina/Ushuaia]/2026-01-31T10:00[America/Argentina/Ushuaia]',
    { start: '2026-01-31T09:00', end: '2026-01-31T10:00', time_zone: 'America/Argentina/Ushuaia' },
  ],
])('reads %s', (text, date) => {
  expect(readDate(text)).toEqual(date);
});

it.each([
  '',
  'tomorrow',
  '2026-02-30',
  '2026-13-01',
  '31.01.2026',
  '2026-01-31T25:00Z',
  '2026-01-31T09:00',
  '2026-01-31/',
  '2026-01-31[Europe/Madrid]',
  '2026-01-31T09:00[Europe/Madrid]/2026-01-31T10:00[Europe/Paris]',
  '2026-01-31\u202e',
])('does not guess what %j means', (text) => {
  expect(readDate(text)).toBeUndefined();
});
