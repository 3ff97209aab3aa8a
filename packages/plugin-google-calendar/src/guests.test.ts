import { describe, expect, it } from 'vitest';
import { connectedPeople } from '../test/connected-calendar.ts';

const { ada, grace, sandbox } = connectedPeople();

const lastRequest = () => {
  const request = sandbox()
    .requests('google')
    .findLast(({ method }) => method !== 'GET');
  return { ...request, query: Object.fromEntries(new URL(request?.url ?? '').searchParams) };
};

describe('guests', () => {
  it('are invited, answer, are added and taken off, and get mail as it is wanted', async () => {
    const { event_id } = await ada('events_create', {
      title: 'Tea',
      start: '2026-06-01T16:00',
      attendees: ['grace@sandbox.example'],
      notify: 'external',
    });
    expect(lastRequest().query).toEqual({ sendUpdates: 'externalOnly' });
    const answered = await grace('events_update', { event_id, my_response: 'accepted' });
    expect(answered).toMatchObject({ my_response: 'accepted', organizer: 'ada@sandbox.example' });
    expect(lastRequest().query).toEqual({ sendUpdates: 'all' });
    const guests = await ada('events_update', {
      event_id,
      add_attendees: ['charles@sandbox.example', 'GRACE@sandbox.example'],
      notify: 'none',
    });
    expect(guests.attendees).toEqual([
      { email: 'grace@sandbox.example', name: null, response: 'accepted' },
      { email: 'charles@sandbox.example', name: null, response: 'needsAction' },
    ]);
    const fewer = await ada('events_update', { event_id, remove_attendees: ['Grace@sandbox.example'] });
    expect(fewer.attendees.map(({ email }) => email)).toEqual(['charles@sandbox.example']);
  });

  it('change nothing that others see, and answer only where they are invited', async () => {
    const { event_id } = await ada('events_create', {
      title: 'Tea',
      start: '2026-06-02T16:00',
      attendees: ['grace@sandbox.example'],
    });
    await expect(grace('events_update', { event_id, title: 'Mine' })).rejects.toMatchObject({
      code: 'provider_rejected',
      message: 'Only the organizer of that event may change it.',
    });
    await expect(ada('events_update', { event_id, my_response: 'declined' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const stranger = ada('events_update', { event_id, remove_attendees: ['nobody@sandbox.example'] });
    await expect(stranger).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
