import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../event-schema.ts';
import { dividedRules } from './divided-rules.ts';
import { readExcludedDates } from './excluded-dates.ts';

const first = { kind: 'times', startMs: Date.parse('2026-03-18T09:00:00Z'), endMs: 0 } as const;
const divide = (recurrence: string[], span: Parameters<typeof dividedRules>[1] = first) =>
  dividedRules({ id: 's', recurrence } as CalendarEvent, span, async () => 2);

describe('dividing a series', () => {
  it('ends the old one a second before, and lets the new one go on as far as the old one went', async () => {
    expect(await divide(['RRULE:FREQ=DAILY;UNTIL=20260401T100000Z'])).toEqual({
      before: ['RRULE:FREQ=DAILY;UNTIL=20260318T085959Z'],
      after: ['RRULE:FREQ=DAILY;UNTIL=20260401T100000Z'],
    });
    const days = { kind: 'days', firstDay: '2026-03-01', dayCount: 1 } as const;
    expect((await divide(['RRULE:FREQ=DAILY'], days)).before).toEqual(['RRULE:FREQ=DAILY;UNTIL=20260228']);
  });

  it('gives the new one what is left of a number, and both what is left out', async () => {
    const exclusion = 'EXDATE;TZID=Europe/Berlin:20260317T100000';
    expect(await divide(['RRULE:FREQ=DAILY;COUNT=5', exclusion])).toEqual({
      before: ['RRULE:FREQ=DAILY;UNTIL=20260318T085959Z', exclusion],
      after: ['RRULE:FREQ=DAILY;COUNT=3', exclusion],
    });
  });

  it.each([
    [[]],
    [['RRULE:FREQ=DAILY', 'RDATE:20260401T100000Z']],
    [['RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY']],
    [['RRULE:FREQ=SECONDLY']],
    [['nonsense']],
  ])('is not done with %j', async (recurrence) => {
    await expect(divide(recurrence)).rejects.toMatchObject({ code: 'not_supported' });
  });
});

it.each([
  [
    'EXDATE;TZID=Europe/Berlin:20260317T100000,20260318T100000',
    ['2026-03-17T09:00:00.000Z', '2026-03-18T09:00:00.000Z'],
  ],
  ['EXDATE:20260317T100000Z', ['2026-03-17T10:00:00.000Z']],
  ['EXDATE:20260317T100000', ['2026-03-17T14:00:00.000Z']],
  ['EXDATE;VALUE=DATE:20260317', ['2026-03-17T00:00:00.000Z']],
  ['EXDATE;TZID=Nowhere:20260317T100000', ['2026-03-17T14:00:00.000Z']],
  ['RRULE:FREQ=DAILY', []],
  ['EXDATE:nonsense,', []],
])('reads %s', (line, instants) => {
  const found = readExcludedDates([line], 'America/New_York');
  expect(found.map((instantMs) => new Date(instantMs).toISOString())).toEqual(instants);
});
