import type { ConnectionFetch } from '@sidecar/core';
import { type RecordedCall, recordedCalls, replay, sharedFolder } from '@sidecar/evidence';
import { describe, expect, it } from 'vitest';
import { eventView } from './event-view.ts';
import { googleCalendar } from './index.ts';

const { signal } = new AbortController();

/** The client, to which every request is answered as Google once did. */
function clientOf(call: RecordedCall) {
  const fetch: ConnectionFetch = async () => replay(call);
  const connection = { integration: 'google-calendar', user: 'default', account: 'default', auth: 'oauth' };
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  return googleCalendar().createClient({ connection, fetch, settings: undefined, logger });
}

function recorded(method: string, pathname: RegExp) {
  return recordedCalls('google', method, pathname);
}

const place = { calendarId: 'primary', eventId: 'e1' };
const change = { body: {}, sendUpdates: 'none' } as const;

describe.skipIf(!sharedFolder)('answers that Google has given (needs SIDECAR_SHARED)', () => {
  it('of the main calendar say whose account it is', async () => {
    for (const call of recorded('GET', /calendarList\/primary$/)) {
      const client = clientOf(call);
      expect(await googleCalendar().identify(client, signal)).toEqual({
        id: 'api@nango.dev',
        label: 'api@nango.dev',
      });
      expect(await client.primary(signal)).toMatchObject({
        name: 'My Primary Calendar',
        isPrimary: true,
        role: 'owner',
      });
    }
  });

  it('of lists of events are read, empty ones and single events of a series too', async () => {
    const lists = recorded('GET', /calendars\/[^/]+\/events$/);
    for (const call of lists) {
      const { events, timeZone } = await clientOf(call).events({ calendarId: 'primary', limit: 10 }, signal);
      expect(events).toHaveLength((call.response.body as { items: object[] }).items.length);
      expect(timeZone).toBe('America/Sao_Paulo');
    }
    const [first] = recorded('GET', /\/instances$/);
    const instances = await clientOf(first!).instances(place, signal);
    const views = instances.map((event) => eventView(event));
    expect(views[0]).toMatchObject({
      series_id: 'qregmrsft1lsl6bi1p6m5vrgf4',
      start: '2026-03-15T10:00:00-03:00',
      time_zone: 'America/Sao_Paulo',
    });
    expect(views.length).toBeGreaterThan(1);
  });

  it('of single events are shown with title, times and link', async () => {
    const live = recorded('GET', /\/events\/[a-z0-9]+$/).filter(
      ({ response }) => (response.body as { status: string }).status !== 'cancelled',
    );
    for (const call of live) {
      const view = eventView(await clientOf(call).event(place, signal));
      expect(view.title).toMatch(/Test/i);
      expect(view).toMatchObject({
        start: expect.stringMatching(/^2026-/),
        link: expect.stringMatching(/^https:/),
        all_day: false,
      });
    }
    expect(live.length).toBeGreaterThan(2);
  });

  it('of deleted events are taken as that', async () => {
    const [gone] = recorded('GET', /\/events\/3jipb4nqt786pa7ma2heehi4ms$/);
    await expect(clientOf(gone!).event(place, signal)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('to creating, changing and deleting are read', async () => {
    for (const call of recorded('POST', /calendars\/c_8822[^/]+\/events$/)) {
      const made = eventView(await clientOf(call).insertEvent('primary', change, signal));
      // Google answered in UTC; people see the zone of the event.
      expect(made).toMatchObject({ start: '2024-12-25T10:00:00-08:00', time_zone: 'America/Los_Angeles' });
    }
    for (const call of recorded('PATCH', /\/events\//)) {
      const view = eventView(await clientOf(call).patchEvent(place, change, signal));
      expect(view.event_id).toMatch(/^[a-z0-9]{26}$/);
    }
    for (const call of recorded('DELETE', /\/events\//))
      await clientOf(call).deleteEvent(place, change, signal);
  });

  it('of busy times are read', async () => {
    for (const call of recorded('POST', /freeBusy$/)) {
      const answer = await clientOf(call).freeBusy({ calendarIds: ['primary'], fromMs: 0, toMs: 1 }, signal);
      expect([...answer]).toEqual([['primary', { busy: [], problem: undefined }]]);
    }
  });
});
