import { testPlugin } from '@sidecar/testing';
import { describe, it } from 'vitest';
import { googleCalendar } from './index.ts';

const list = '/calendar/v3/users/me/calendarList';
const events = '/calendar/v3/calendars/primary/events';

const work = 'c_1@group.calendar.google.com';
const calendarList = {
  method: 'GET',
  path: list,
  body: {
    items: [
      {
        id: 'ada@example.com',
        summary: 'ada@example.com',
        timeZone: 'Europe/Berlin',
        accessRole: 'owner',
        primary: true,
      },
      { id: work, summary: 'Work', timeZone: 'Europe/Berlin', accessRole: 'writer' },
    ],
  },
};
const event = {
  kind: 'calendar#event',
  id: 'e1',
  etag: '"1"',
  status: 'confirmed',
  summary: 'Tea',
  description: 'With <b>milk</b>',
  location: 'London',
  htmlLink: 'https://www.google.com/calendar/event?eid=e1',
  hangoutLink: 'https://meet.google.com/abc-defg-hij',
  organizer: { email: 'ada@example.com', self: true },
  start: { dateTime: '2026-03-02T10:00:00+01:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-03-02T11:00:00+01:00', timeZone: 'Europe/Berlin' },
  attendees: [
    { email: 'ada@example.com', self: true, responseStatus: 'accepted' },
    { email: 'grace@example.com', displayName: 'Grace', responseStatus: 'needsAction' },
  ],
};
const series = { ...event, id: 's1', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=10'] };
const instance = {
  ...event,
  id: 's1_20260309T090000Z',
  recurringEventId: 's1',
  originalStartTime: { dateTime: '2026-03-09T10:00:00+01:00', timeZone: 'Europe/Berlin' },
  start: { dateTime: '2026-03-09T10:00:00+01:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-03-09T11:00:00+01:00', timeZone: 'Europe/Berlin' },
};
const instances = {
  items: [
    {
      ...instance,
      id: 's1_20260302T090000Z',
      originalStartTime: series.start,
      start: series.start,
      end: series.end,
    },
    instance,
  ],
};
const listEvents = {
  method: 'GET',
  path: events,
  body: { timeZone: 'Europe/Berlin', items: [event], nextPageToken: 'n1' },
};
const insert = { method: 'POST', path: events, body: event };
const getEvent = { method: 'GET', path: `${events}/e1`, body: event };
const patchEvent = { method: 'PATCH', path: `${events}/e1`, body: event };
const getInstance = { method: 'GET', path: `${events}/${instance.id}`, body: instance };
const getSeries = { method: 'GET', path: `${events}/s1`, body: series };
const patchSeries = { method: 'PATCH', path: `${events}/s1`, body: series };

testPlugin(googleCalendar(), {
  describe,
  it,
  packageFolder: new URL('..', import.meta.url),
  withClient: (client) => googleCalendar({ client }),
  connection: {
    answers: [{ method: 'GET', path: `${list}/primary`, body: { id: 'ada@example.com', primary: true } }],
  },
  examples: {
    calendars_list: { input: {}, answers: [calendarList] },
    events_list: [
      { input: { from: '2026-03-01', to: '2026-03-31', query: 'tea', limit: 2 }, answers: [listEvents] },
      {
        input: { calendar: 'work', time_zone: 'Asia/Tokyo' },
        answers: [
          calendarList,
          { ...listEvents, path: `/calendar/v3/calendars/${encodeURIComponent(work)}/events` },
        ],
      },
    ],
    events_create: [
      {
        input: { title: 'Tea', start: '2026-03-02T10:00', attendees: ['grace@example.com'], meet_link: true },
        answers: [listEvents, insert],
      },
      {
        input: { title: 'Holiday', start: '2026-08-01', end: '2026-08-14', repeat: 'FREQ=YEARLY' },
        answers: [insert],
      },
    ],
    events_update: [
      {
        input: {
          event_id: 'e1',
          title: 'Coffee',
          start: '2026-03-02T12:00',
          add_attendees: ['charles@example.com'],
        },
        answers: [getEvent, patchEvent],
      },
      {
        input: { event_id: instance.id, which: 'all', location: 'Paris' },
        answers: [getInstance, getSeries, patchSeries],
      },
      {
        input: { event_id: instance.id, which: 'following', start: '2026-03-09T12:00' },
        answers: [
          getInstance,
          getSeries,
          { method: 'GET', path: `${events}/s1/instances`, body: instances },
          insert,
          patchSeries,
        ],
      },
    ],
    events_delete: [
      {
        input: { event_id: 'e1' },
        answers: [getEvent, { method: 'DELETE', path: `${events}/e1`, status: 204 }],
      },
      {
        input: { event_id: instance.id, which: 'following' },
        answers: [getInstance, getSeries, patchSeries],
      },
    ],
    freebusy: {
      input: { from: '2026-03-02', to: '2026-03-02', calendars: ['primary', 'grace@example.com'] },
      answers: [
        listEvents,
        {
          method: 'POST',
          path: '/calendar/v3/freeBusy',
          idempotent: true,
          body: {
            calendars: {
              primary: { busy: [{ start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z' }] },
              'grace@example.com': { busy: [], errors: [{ domain: 'global', reason: 'notFound' }] },
            },
          },
        },
      ],
    },
  },
});
