import { sharedFolder, specProblems } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { connectedPeople } from '../test/connected-calendar.ts';

const { ada, grace, sandbox } = connectedPeople();
const real = it.skipIf(!sharedFolder);

real(
  'every request of every tool fits Google’s official description, and so do the sandbox’s answers (needs SIDECAR_SHARED)',
  async () => {
    await ada('calendars_list', {});
    const { event_id } = await ada('events_create', {
      title: 'Tea',
      start: '2026-05-04T10:00',
      end: '2026-05-04T11:00',
      location: 'London',
      description: 'With milk',
      attendees: ['grace@sandbox.example'],
      meet_link: true,
      repeat: { every: 'week', on: ['MO'], count: 6 },
    });
    await ada('events_create', {
      title: 'Days',
      start: '2026-05-04',
      end: '2026-05-06',
      calendar: 'Work',
      notify: 'none',
    });
    await ada('events_create', { title: 'Instant', start: '2026-05-04T10:00:00Z' });
    const { events } = await ada('events_list', {
      from: '2026-05-01',
      to: '2026-07-01',
      time_zone: 'Asia/Tokyo',
      query: 'tea',
      limit: 3,
    });
    const [first, second, third] = events.map((event) => event.event_id);
    await grace('events_update', { event_id, my_response: 'tentative' });
    await ada('events_update', {
      event_id: first ?? '',
      title: 'Coffee',
      start: '2026-05-04T12:00',
      add_attendees: ['charles@sandbox.example'],
    });
    await ada('events_update', {
      event_id: second ?? '',
      which: 'all',
      description: '',
      remove_attendees: ['grace@sandbox.example'],
    });
    await ada('events_update', {
      event_id: third ?? '',
      which: 'following',
      location: 'Paris',
      start: '2026-05-18T09:00',
    });
    await ada('events_update', { event_id, repeat: 'never', add_meet_link: true, title: 'Only once' });
    await ada('events_delete', { event_id });
    await ada('freebusy', {
      from: '2026-05-04',
      to: '2026-05-10',
      calendars: ['Work', 'grace@sandbox.example', 'x@y.example'],
    });
    await expect(ada('events_delete', { event_id: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
    const calls = sandbox().requests('google');
    expect(new Set(calls.map(({ method, url }) => `${method} ${new URL(url).host}`))).toEqual(
      new Set(['GET', 'POST', 'PATCH', 'DELETE'].map((method) => `${method} www.googleapis.com`)),
    );
    expect(await specProblems('google', calls)).toBe('');
  },
);

real('and the check would notice what does not (needs SIDECAR_SHARED)', async () => {
  const [call] = sandbox()
    .requests('google')
    .filter(({ method }) => method === 'PATCH');
  expect(await specProblems('google', [{ ...call!, body: { start: { dateTime: 5 } } }])).toContain('start');
});
