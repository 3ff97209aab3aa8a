import { describe, expect, it, vi } from 'vitest';
import { instantOf, isoInZone, isTimeZone, localTimeAt } from './zoned-time.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Casablanca',
];

it('knows zones by their names, and nothing else', () => {
  for (const zone of zones) expect(isTimeZone(zone)).toBe(true);
  for (const text of ['Mars/Olympus', '+01:00', '', '../etc', 'Europe/Berlin\r\n', 'CET+', 'null'])
    expect(isTimeZone(text)).toBe(false);
});

it('makes one format for a zone, in whatever capitals it is written', () => {
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  const names = ['Asia/Tokyo', 'ASIA/TOKYO', 'asia/tokyo', 'aSiA/tOkYo'];
  expect(names.map((name) => isTimeZone(name))).toEqual([true, true, true, true]);
  expect(made).toHaveBeenCalledTimes(1);
  made.mockRestore();
});

describe.each(zones)('in %s', (zone) => {
  it('every instant of a year is found again from what the clocks show, but for the hour that they show twice', () => {
    const hourMs = 3_600_000;
    const begin = Date.parse('2026-01-01T00:30:00Z');
    const repeated: number[] = [];
    for (let hour = 0; hour < 365 * 24; hour += 1) {
      const instantMs = begin + hour * hourMs;
      expect(Date.parse(isoInZone(instantMs, zone))).toBe(instantMs);
      const found = instantOf(localTimeAt(instantMs, zone), zone);
      if (found !== instantMs) repeated.push(instantMs - found);
    }
    // The second time that the clocks show an hour, its first one is meant. Morocco sets them back twice, for Ramadan.
    expect(repeated.length).toBeLessThanOrEqual(2);
    for (const difference of repeated) expect([hourMs, hourMs / 2]).toContain(difference);
  });
});

it.each([
  ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T03:30:00+02:00'],
  ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T02:30:00+02:00'],
  ['2026-03-08T02:15:00', 'America/New_York', '2026-03-08T03:15:00-04:00'],
  ['2026-11-01T01:15:00', 'America/New_York', '2026-11-01T01:15:00-04:00'],
  ['2026-06-01T00:00:00', 'Asia/Kathmandu', '2026-06-01T00:00:00+05:45'],
  // Apia skipped a whole day.
  ['2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-31T12:00:00+14:00'],
])('%s in %s is %s', (localTime, zone, iso) => {
  expect(isoInZone(instantOf(localTime, zone), zone)).toBe(iso);
});
