import { expect, it } from 'vitest';
import { connectedPeople } from '../test/connected-calendar.ts';

const { ada, sandbox } = connectedPeople();

const event = { title: 'x', start: '2026-05-01' };

it.each([
  ['events_create', { ...event, start: 5 }],
  ['events_create', { ...event, start: null }],
  ['events_create', { ...event, title: '' }],
  ['events_create', { ...event, title: 'x'.repeat(100_000) }],
  ['events_create', { ...event, attendees: ['nobody'] }],
  ['events_create', { ...event, attendees: ['a@x.example\r\nBcc: b@x.example'] }],
  ['events_create', { ...event, attendees: 'a@x.example' }],
  ['events_create', { ...event, time_zone: 'Mars/Olympus' }],
  ['events_create', { ...event, time_zone: '+01:00' }],
  ['events_create', { ...event, repeat: 'FREQ=DAILY\r\nATTENDEE:mailto:b@x.example' }],
  ['events_create', { ...event, repeat: { every: 'hour' } }],
  ['events_create', { ...event, repeat: { every: 'day', count: 2, until: '2026-06-01' } }],
  ['events_create', { ...event, notify: 'everybody' }],
  ['events_create', { ...event, sendUpdates: 'all' }],
  ['events_update', { event_id: '../primary' }],
  ['events_update', { event_id: 'a/../../users/me/calendarList' }],
  ['events_update', { event_id: 'a?b=c', title: 'x' }],
  ['events_update', { event_id: 'abc', which: 'some' }],
  ['events_delete', { event_id: '' }],
  ['events_delete', { event_id: '%2e%2e' }],
  ['events_list', { limit: 0 }],
  ['events_list', { cursor: '1.a\r\nb' }],
  ['freebusy', { from: '2026-05-01', to: '2026-05-02', calendars: [] }],
  ['freebusy', { from: '2026-05-02', to: '2026-05-01' }],
  ['calendars_list', { cursor: '-1' }],
] as const)('%s refuses bad input before anything is changed (%#)', async (name, input) => {
  const before = sandbox().requests('google').length;
  await expect(ada(name, input as never)).rejects.toMatchObject({ code: 'invalid_input' });
  const sent = sandbox().requests('google').slice(before);
  expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('sends text as it is, whatever is in it, and shows titles on one line', async () => {
  const title = 'Tea\u202e <script>alert(1)</script> 🍵 "quoted" \\ \u0000';
  const made = await ada('events_create', { ...event, title, description: 'a\r\nb' });
  expect(made).toMatchObject({
    title: 'Tea <script>alert(1)</script> 🍵 "quoted" \\',
    description: 'a\r\nb',
  });
  const sent = sandbox()
    .requests('google')
    .findLast(({ method }) => method === 'POST');
  expect(sent?.body).toMatchObject({ summary: title.trim() });
});
