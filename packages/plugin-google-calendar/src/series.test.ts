import { describe, expect, it } from 'vitest';
import { connectedPeople } from '../test/connected-calendar.ts';

const { ada, sandbox } = connectedPeople();
const zone = 'Europe/Berlin';

/** Makes a series in the work calendar and gives its events, which have a title of their own. */
async function series(title: string, input: object) {
  const made = await ada('events_create', { title, start: '2026-03-16T10:00', time_zone: zone, ...input });
  return { seriesId: made.event_id, repeat: made.repeat, events: await eventsOf(title) };
}

async function eventsOf(title: string) {
  const { events } = await ada('events_list', {
    from: '2026-03-01',
    to: '2026-12-31',
    time_zone: zone,
    query: title,
    limit: 100,
  });
  return events;
}

const startsOf = async (title: string) => (await eventsOf(title)).map(({ start }) => start?.slice(0, 16));

describe('a series', () => {
  it.each([
    [{ every: 'day', count: 3 }, ['03-16', '03-17', '03-18']],
    [{ every: 'week', on: ['MO', 'WE'], until: '2026-03-25' }, ['03-16', '03-18', '03-23', '03-25']],
    [{ every: 'week', interval: 2, count: 3 }, ['03-16', '03-30', '04-13']],
    [{ every: 'month', on: ['3MO'], count: 3 }, ['03-16', '04-20', '05-18']],
    ['RRULE:FREQ=MONTHLY;BYMONTHDAY=16;COUNT=2', ['03-16', '04-16']],
    ['FREQ=DAILY;UNTIL=20260318', ['03-16', '03-17', '03-18']],
  ] as const)(
    '%j has its events on %j, at the same time of day before and after the change of the clocks',
    async (repeat, days) => {
      const title = `Series ${JSON.stringify(repeat).replaceAll(/\W/g, '')}`;
      const { events } = await series(title, { repeat });
      expect(events.map(({ start }) => start?.slice(5, 10))).toEqual(days);
      for (const { start } of events) {
        expect(start?.slice(10)).toBe((start ?? '') < '2026-03-29' ? 'T10:00:00+01:00' : 'T10:00:00+02:00');
      }
      for (const { series_id, event_id } of events) expect(event_id.startsWith(`${series_id}_`)).toBe(true);
    },
  );

  it('of whole days repeats on days', async () => {
    const { events, repeat } = await series('Birthday', {
      start: '2026-05-01',
      repeat: { every: 'month', until: '2026-07-01' },
    });
    expect(repeat).toEqual(['RRULE:FREQ=MONTHLY;UNTIL=20260701']);
    expect(events.map(({ start, end }) => [start, end])).toEqual([
      ['2026-05-01', '2026-05-01'],
      ['2026-06-01', '2026-06-01'],
      ['2026-07-01', '2026-07-01'],
    ]);
  });
});

describe('one event of a series', () => {
  it('is changed and deleted by itself', async () => {
    const { events } = await series('Alone', { repeat: { every: 'day', count: 4 } });
    const [, second, third] = events;
    const changed = await ada('events_update', {
      event_id: second?.event_id ?? '',
      start: '2026-03-17T15:00',
    });
    expect(changed).toMatchObject({ series_id: second?.series_id, end: '2026-03-17T16:00:00+01:00' });
    await ada('events_delete', { event_id: third?.event_id ?? '', which: 'this' });
    expect(await startsOf('Alone')).toEqual(['2026-03-16T10:00', '2026-03-17T15:00', '2026-03-19T10:00']);
    const repeating = ada('events_update', { event_id: second?.event_id ?? '', repeat: { every: 'day' } });
    await expect(repeating).rejects.toMatchObject({
      code: 'invalid_input',
      nextAction: expect.stringContaining('which'),
    });
  });

  it('has to be named where only one is meant', async () => {
    const { seriesId } = await series('Named', { repeat: { every: 'day', count: 2 } });
    const deleted = ada('events_delete', { event_id: seriesId, which: 'this' });
    await expect(deleted).rejects.toMatchObject({
      code: 'invalid_input',
      nextAction: expect.stringContaining('events_list'),
    });
  });
});

describe('all events of a series', () => {
  it('are moved by what one of them is moved, and keep their time of day over the change of the clocks', async () => {
    const { events } = await series('Moved', { repeat: { every: 'week', count: 3 } });
    const last = events[2];
    expect(last?.start).toBe('2026-03-30T10:00:00+02:00');
    await ada('events_update', {
      event_id: last?.event_id ?? '',
      which: 'all',
      start: '2026-03-31T12:00',
      title: 'Moved away',
    });
    expect(await startsOf('Moved')).toEqual(['2026-03-17T12:00', '2026-03-24T12:00', '2026-03-31T12:00']);
  });

  it('are not moved to days that their rule does not name, unless there is a new one', async () => {
    const { events } = await series('Mondays', { repeat: { every: 'week', on: ['MO'], count: 2 } });
    const move = { event_id: events[1]?.event_id ?? '', which: 'all', start: '2026-03-24T10:00' } as const;
    await expect(ada('events_update', move)).rejects.toMatchObject({
      code: 'invalid_input',
      nextAction: expect.stringContaining('repeat'),
    });
    await ada('events_update', { ...move, repeat: { every: 'week', on: ['TU'], count: 2 } });
    expect(await startsOf('Mondays')).toEqual(['2026-03-17T10:00', '2026-03-24T10:00']);
  });

  it('are deleted at once, by the id of one or of the series', async () => {
    const one = await series('Gone one', { repeat: { every: 'day', count: 2 } });
    expect(
      await ada('events_delete', { event_id: one.events[1]?.event_id ?? '', which: 'all' }),
    ).toMatchObject({ deleted: 'series', event_id: one.seriesId });
    const other = await series('Gone other', { repeat: { every: 'day', count: 2 } });
    await ada('events_delete', { event_id: other.seriesId });
    expect(await eventsOf('Gone')).toEqual([]);
  });

  it('become one event when they shall never repeat, and one event becomes a series', async () => {
    const { seriesId } = await series('Never', { repeat: { every: 'day', count: 3 } });
    expect((await ada('events_update', { event_id: seriesId, repeat: 'never' })).repeat).toEqual([]);
    expect(await startsOf('Never')).toHaveLength(1);
    await ada('events_update', { event_id: seriesId, repeat: { every: 'day', until: '2026-03-17' } });
    expect(await startsOf('Never')).toEqual(['2026-03-16T10:00', '2026-03-17T10:00']);
  });
});

describe('an event and all that follow', () => {
  it('become a series of their own, with guests, place and as many events as were left', async () => {
    const { events, seriesId } = await series('Divided', {
      repeat: { every: 'day', count: 5 },
      location: 'Room 1',
      attendees: ['grace@sandbox.example'],
    });
    await ada('events_delete', { event_id: events[1]?.event_id ?? '' });
    const made = await ada('events_update', {
      event_id: events[2]?.event_id ?? '',
      which: 'following',
      start: '2026-03-18T14:00',
    });
    expect(made).toMatchObject({
      location: 'Room 1',
      repeat: ['RRULE:FREQ=DAILY;COUNT=3'],
      attendees: [{ email: 'grace@sandbox.example' }],
    });
    expect(made.event_id).not.toBe(seriesId);
    expect(await startsOf('Divided')).toEqual([
      '2026-03-16T10:00',
      '2026-03-18T14:00',
      '2026-03-19T14:00',
      '2026-03-20T14:00',
    ]);
  });

  it('of whole days are divided by days', async () => {
    const { events } = await series('Whole', { start: '2026-03-16', repeat: { every: 'week', count: 4 } });
    await ada('events_update', {
      event_id: events[2]?.event_id ?? '',
      which: 'following',
      title: 'Whole later',
    });
    const titles = (await eventsOf('Whole')).map(({ title, start }) => `${start} ${title}`);
    expect(titles).toEqual([
      '2026-03-16 Whole',
      '2026-03-23 Whole',
      '2026-03-30 Whole later',
      '2026-04-06 Whole later',
    ]);
  });

  it('are the whole series where the first one is meant', async () => {
    const { events, seriesId } = await series('First', { repeat: { every: 'day', count: 2 } });
    const changed = await ada('events_update', {
      event_id: events[0]?.event_id ?? '',
      which: 'following',
      title: 'First of all',
    });
    expect(changed.event_id).toBe(seriesId);
  });

  it('are deleted, and those before stay', async () => {
    const { events } = await series('Cut', { repeat: { every: 'week', until: '2026-04-20' } });
    expect(events).toHaveLength(6);
    expect(
      await ada('events_delete', { event_id: events[3]?.event_id ?? '', which: 'following' }),
    ).toMatchObject({ deleted: 'following' });
    expect(await startsOf('Cut')).toEqual(['2026-03-16T10:00', '2026-03-23T10:00', '2026-03-30T10:00']);
  });

  it('are there once when the old series cannot be ended', async () => {
    const { events } = await series('Kept', { repeat: { every: 'day', count: 3 } });
    sandbox().faults.set({
      service: 'google',
      on: 'api',
      kind: 'status',
      status: 409,
      path: 'PATCH',
      times: 1,
    });
    const failed = ada('events_update', {
      event_id: events[1]?.event_id ?? '',
      which: 'following',
      title: 'Kept as new',
    });
    await expect(failed).rejects.toMatchObject({ code: 'conflict' });
    expect((await eventsOf('Kept')).map(({ title }) => title)).toEqual(['Kept', 'Kept', 'Kept']);
  });

  it('are told of as perhaps twice when nobody knows whether the old series was ended', async () => {
    const { events } = await series('Unknown', { repeat: { every: 'day', count: 3 } });
    sandbox().faults.set({ service: 'google', on: 'api', kind: 'lost-answer', path: 'PATCH', times: 1 });
    const failed = ada('events_update', {
      event_id: events[1]?.event_id ?? '',
      which: 'following',
      title: 'Unknown new',
    });
    await expect(failed).rejects.toMatchObject({
      outcome: 'unknown',
      nextAction: expect.stringContaining('twice'),
    });
  });
});
