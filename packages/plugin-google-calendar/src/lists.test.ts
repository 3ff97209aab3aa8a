import { describe, expect, it } from 'vitest';
import { connectedPeople } from '../test/connected-calendar.ts';

const { ada, grace } = connectedPeople();

describe('lists', () => {
  it('of calendars come in pages, and say what may be changed', async () => {
    const first = await ada('calendars_list', { limit: 2 });
    const second = await ada('calendars_list', { limit: 2, cursor: first.next_cursor ?? '' });
    expect(
      [...first.calendars, ...second.calendars].map(({ name, main, writable }) => [name, main, writable]),
    ).toEqual([
      ['ada@sandbox.example', true, true],
      ['Work', false, true],
      ['Holidays in United Kingdom', false, false],
    ]);
    expect(second).not.toHaveProperty('next_cursor');
    expect((await grace('calendars_list', {})).calendars.map(({ name }) => name)).toContain('Work of Ada');
  });

  it('of events come in pages, in order, and hold what words find', async () => {
    const input = { calendar: 'Work', from: '2026-03-09', to: '2026-03-29', limit: 2 };
    const first = await ada('events_list', input);
    const second = await ada('events_list', { ...input, cursor: first.next_cursor ?? '' });
    const starts = [...first.events, ...second.events].map(({ start }) => start);
    expect(starts).toEqual([
      '2026-03-09T10:00:00-04:00',
      '2026-03-16T10:00:00-04:00',
      '2026-03-23T10:00:00-04:00',
    ]);
    expect(second).not.toHaveProperty('next_cursor');
    const found = await ada('events_list', { from: '2026-03-01', to: '2026-03-31', query: 'royal' });
    expect(found.events.map(({ title }) => title)).toEqual(['Tea with Grace']);
    expect((await ada('events_list', { from: '2026-03-02', to: '2026-03-01' })).events).toEqual([]);
    const forged = [first.next_cursor?.replace(/\..*/, '.forged'), 'made up'];
    for (const cursor of forged)
      await expect(ada('events_list', { ...input, cursor })).rejects.toMatchObject({
        code: 'invalid_input',
        fields: [{ path: 'cursor' }],
        nextAction: 'Begin again without cursor.',
      });
  });

  it('of what is free leave out who is busy, and say whom nobody may see', async () => {
    const { calendars, free, time_zone } = await ada('freebusy', {
      from: '2026-03-03T13:00',
      to: '2026-03-03T18:00',
      calendars: ['primary', 'grace@sandbox.example', 'stranger@sandbox.example'],
    });
    expect(calendars).toEqual([
      {
        calendar: 'primary',
        busy: [{ start: '2026-03-03T16:00:00+00:00', end: '2026-03-03T17:00:00+00:00' }],
        problem: null,
      },
      {
        calendar: 'grace@sandbox.example',
        busy: [
          { start: '2026-03-03T14:00:00+00:00', end: '2026-03-03T15:00:00+00:00' },
          { start: '2026-03-03T16:00:00+00:00', end: '2026-03-03T17:00:00+00:00' },
        ],
        problem: null,
      },
      {
        calendar: 'stranger@sandbox.example',
        busy: [],
        problem: 'There is no such calendar, or you may not see it.',
      },
    ]);
    expect(free.map(({ start, end }) => `${start.slice(11, 16)}-${end.slice(11, 16)}`)).toEqual([
      '13:00-14:00',
      '15:00-16:00',
      '17:00-18:00',
    ]);
    expect(time_zone).toBe('Europe/London');
  });
});
