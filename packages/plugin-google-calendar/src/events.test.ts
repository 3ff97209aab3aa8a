import { describe, expect, it } from 'vitest';
import { connectedPeople } from '../test/connected-calendar.ts';

const { ada, sandbox } = connectedPeople();

const lastRequest = () => {
  const request = sandbox()
    .requests('google')
    .findLast(({ method }) => method !== 'GET');
  return { ...request, query: Object.fromEntries(new URL(request?.url ?? '').searchParams) };
};

describe('an event', () => {
  it('is created, listed, changed and deleted', async () => {
    const made = await ada('events_create', {
      title: 'Engine trial',
      start: '2026-04-01T10:00',
      end: '2026-04-01T11:30',
      location: 'Marylebone',
      description: 'Bring cards.',
    });
    expect(made).toMatchObject({
      title: 'Engine trial',
      start: '2026-04-01T10:00:00+01:00',
      end: '2026-04-01T11:30:00+01:00',
      time_zone: 'Europe/London',
      all_day: false,
      repeat: [],
    });
    const { events, time_zone } = await ada('events_list', { from: '2026-04-01', to: '2026-04-01' });
    expect(events.map(({ event_id }) => event_id)).toEqual([made.event_id]);
    expect(time_zone).toBe('Europe/London');
    const { event_id } = made;
    const moved = await ada('events_update', { event_id, start: '2026-04-01T14:00', title: 'Second trial' });
    expect(moved).toMatchObject({
      title: 'Second trial',
      start: '2026-04-01T14:00:00+01:00',
      end: '2026-04-01T15:30:00+01:00',
      location: 'Marylebone',
      description: 'Bring cards.',
    });
    expect((await ada('events_update', { event_id, location: '' })).location).toBeNull();
    expect(await ada('events_delete', { event_id })).toEqual({
      deleted: 'event',
      event_id,
      title: 'Second trial',
    });
    for (const again of [ada('events_delete', { event_id }), ada('events_update', { event_id, title: 'x' })])
      await expect(again).rejects.toMatchObject({ code: 'not_found', message: 'That event was deleted.' });
  });

  it('of whole days ends with its last day, in inputs and answers, and becomes one of hours and back', async () => {
    const made = await ada('events_create', { title: 'Holiday', start: '2026-08-01', end: '2026-08-14' });
    expect(made).toMatchObject({ start: '2026-08-01', end: '2026-08-14', all_day: true, time_zone: null });
    expect(lastRequest().body).toMatchObject({ end: { date: '2026-08-15' } });
    const { event_id } = made;
    const later = await ada('events_update', { event_id, start: '2026-08-03' });
    expect(later).toMatchObject({ start: '2026-08-03', end: '2026-08-16' });
    const hours = await ada('events_update', {
      event_id,
      start: '2026-08-03T09:00',
      time_zone: 'Asia/Tokyo',
    });
    expect(hours).toMatchObject({ start: '2026-08-03T09:00:00+09:00', end: '2026-08-03T10:00:00+09:00' });
    const days = await ada('events_update', { event_id, start: '2026-08-03' });
    expect(days).toMatchObject({ start: '2026-08-03', end: '2026-08-03', all_day: true });
  });

  it.each([
    [{ start: '2026-05-01T10:00:00-07:00' }, '2026-05-01T18:00:00+01:00'],
    [{ start: '2026-05-01T10:00', time_zone: 'America/New_York' }, '2026-05-01T10:00:00-04:00'],
    [{ start: '2026-05-01T10:00', calendar: 'Work' }, '2026-05-01T10:00:00-04:00'],
    [{ start: '2026-05-01T10:00', calendar: 'work', time_zone: 'Asia/Kolkata' }, '2026-05-01T10:00:00+05:30'],
    // Skipped by the clocks in spring, and shown twice in autumn.
    [{ start: '2026-03-29T01:30' }, '2026-03-29T02:30:00+01:00'],
    [{ start: '2026-10-25T01:30' }, '2026-10-25T01:30:00+01:00'],
  ])('that is given as %j begins at %s', async (times, start) => {
    const made = await ada('events_create', { title: 'Somewhere', ...times });
    expect(Date.parse(made.start ?? '')).toBe(Date.parse(start));
    if ('time_zone' in times || 'calendar' in times) expect(made.start).toBe(start);
  });

  it.each([
    [{ start: '2026-05-01T10:00', end: '2026-05-01T09:00' }, 'end'],
    [{ start: '2026-05-01', end: '2026-05-01T09:00' }, 'end'],
    [{ start: '2026-05-02', end: '2026-05-01' }, 'end'],
    [{ start: '2026-05-01', calendar: 'Wrk' }, 'calendar'],
  ])('%j is refused for its %s', async (times, field) => {
    await expect(ada('events_create', { title: 'x', ...times })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [expect.objectContaining({ path: field })],
    });
  });

  it('in a calendar that is not there names those that are', async () => {
    await expect(ada('events_list', { calendar: 'Holi' })).rejects.toMatchObject({
      code: 'invalid_input',
      nextAction: expect.stringMatching(/^Use one of: "Holidays in United Kingdom", /),
    });
  });

  it('cannot be made in a calendar that may only be read', async () => {
    const made = ada('events_create', {
      title: 'x',
      start: '2026-05-01',
      calendar: 'Holidays in United Kingdom',
    });
    await expect(made).rejects.toMatchObject({
      code: 'provider_rejected',
      message: expect.stringContaining('let you change'),
    });
  });

  it('that somebody changes in between is not overwritten', async () => {
    const { event_id } = await ada('events_create', { title: 'Shared', start: '2026-05-05T10:00' });
    const [one, other] = await Promise.allSettled([
      ada('events_update', { event_id, title: 'One' }),
      ada('events_update', { event_id, title: 'Other' }),
    ]);
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
    const lost = [one, other].find(({ status }) => status === 'rejected');
    expect(lost).toMatchObject({
      reason: { code: 'conflict', nextAction: expect.stringContaining('Read it again') },
    });
  });

  it('needs a change to be changed', async () => {
    const { event_id } = await ada('events_create', { title: 'Same', start: '2026-05-05T12:00' });
    await expect(ada('events_update', { event_id })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(ada('events_update', { event_id, time_zone: 'Asia/Tokyo' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

it('an event gets a Meet link, at once or later', async () => {
  const made = await ada('events_create', { title: 'Call', start: '2026-06-03T10:00', meet_link: true });
  expect(made).toMatchObject({
    meet_link: expect.stringMatching(/^https:\/\/meet\.google\.com\//),
    meet_pending: false,
  });
  expect(lastRequest().query).toMatchObject({ conferenceDataVersion: '1' });
  const { event_id, meet_link } = await ada('events_create', { title: 'Talk', start: '2026-06-03T12:00' });
  expect(meet_link).toBeNull();
  const later = await ada('events_update', { event_id, add_meet_link: true });
  expect(later.meet_link).toMatch(/^https:\/\/meet/);
  // What has one keeps it, so that there is nothing to change.
  await expect(ada('events_update', { event_id, add_meet_link: true })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});
