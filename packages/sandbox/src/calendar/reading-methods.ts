import { GoogleError } from '../gmail/google-error.ts';
import {
  type CalendarCall,
  calendarOf,
  flagParameter,
  instantParameter,
  page,
  pageSize,
  zoneParameter,
} from './calendar-call.ts';
import type { CalendarMethod } from './calendar-method.ts';
import { calendarScopes } from './calendar-scopes.ts';
import type { Calendar } from './calendar-store.ts';
import { eventResource, instanceResource } from './event-resource.ts';
import { findEvent } from './found-event.ts';
import { entriesOf, type ListedEvent, listedEvents } from './listed-events.ts';

function listEvents(call: CalendarCall) {
  const { store, login, query, now } = call;
  const calendar = calendarOf(call, 'reader');
  const singleEvents = flagParameter(query, 'singleEvents');
  const isByStart = requireOrder(query, singleEvents);
  const [timeMinMs, timeMaxMs] = [instantParameter(query, 'timeMin'), instantParameter(query, 'timeMax')];
  if (timeMinMs !== undefined && timeMaxMs !== undefined && timeMaxMs <= timeMinMs) {
    throw new GoogleError(400, 'The specified time range is empty.', 'timeRangeEmpty');
  }
  const showDeleted = flagParameter(query, 'showDeleted');
  const words = query.get('q')?.trim() || undefined;
  const filter = { timeMinMs, timeMaxMs, words, showDeleted, singleEvents, now };
  const events = listedEvents(calendar, store.eventsOf(calendar), filter);
  const ordered = isByStart ? events.toSorted((one, other) => one.startMs - other.startMs) : events;
  const timeZone = zoneParameter(query, calendar.timeZone);
  return answer(call, ordered, { calendar, login, timeZone });
}

function requireOrder(query: URLSearchParams, singleEvents: boolean): boolean {
  const order = query.get('orderBy');
  if (order !== null && order !== 'startTime' && order !== 'updated') {
    throw new GoogleError(400, `Invalid value for orderBy: ${order.slice(0, 40)}.`, 'invalidParameter');
  }
  if (order === 'startTime' && !singleEvents) {
    throw new GoogleError(
      400,
      'The requested ordering is not available for the particular query.',
      'badRequest',
    );
  }
  return order === 'startTime';
}

function answer(
  { query, now }: CalendarCall,
  events: readonly ListedEvent[],
  view: { readonly calendar: Calendar; readonly login: string; readonly timeZone: string },
) {
  const { calendar, login, timeZone } = view;
  const { items, ...next } = page(events, query, pageSize(query, { most: 2500, usual: 250 }));
  return {
    kind: 'calendar#events',
    etag: '"p1"',
    summary: calendar.summary,
    description: '',
    updated: new Date(now).toISOString(),
    timeZone,
    accessRole: calendar.roles.get(login) ?? calendar.roles.get('everybody'),
    defaultReminders: [],
    ...next,
    ...(Object.keys(next).length === 0 && { nextSyncToken: 'not-kept-by-the-sandbox=' }),
    items: items.map(({ resource }) => resource(view)),
  };
}

function getEvent(call: CalendarCall) {
  const calendar = calendarOf(call, 'reader');
  const { event, instance } = findEvent(call, calendar);
  const view = { calendar, login: call.login, timeZone: zoneParameter(call.query, calendar.timeZone) };
  return instance ? instanceResource(event, instance, view) : eventResource(event, view);
}

const endlessYears = 5;

function listInstances(call: CalendarCall) {
  const { query, now, login } = call;
  const calendar = calendarOf(call, 'reader');
  const { event, instance } = findEvent(call, calendar);
  if (instance || event.recurrence.length === 0)
    return answer(call, [], { calendar, login, timeZone: calendar.timeZone });
  const [timeMinMs, timeMaxMs] = [instantParameter(query, 'timeMin'), instantParameter(query, 'timeMax')];
  const untilMs = timeMaxMs ?? now + endlessYears * 366 * 86_400_000;
  const showDeleted = flagParameter(query, 'showDeleted');
  const events = entriesOf(event, calendar, { untilMs, singleEvents: true }).filter(
    ({ content, startMs, endMs }) =>
      (showDeleted || content.status !== 'cancelled') &&
      (timeMinMs === undefined || endMs > timeMinMs) &&
      (timeMaxMs === undefined || startMs < timeMaxMs),
  );
  return answer(call, events, { calendar, login, timeZone: zoneParameter(query, calendar.timeZone) });
}

const common = ['alwaysIncludeEmail', 'maxAttendees', 'timeZone'];
const paging = ['maxResults', 'pageToken', 'showDeleted', 'timeMin', 'timeMax'];
const listing = [
  'orderBy',
  'q',
  'singleEvents',
  'eventTypes',
  'iCalUID',
  'showHiddenInvitations',
  'syncToken',
  'updatedMin',
];

/** The methods of `events` that change nothing. */
export const readingMethods: readonly CalendarMethod[] = [
  {
    method: 'GET',
    path: 'calendars/:calendarId/events',
    scopes: calendarScopes.readEvents,
    query: [...common, ...paging, ...listing],
    run: listEvents,
  },
  {
    method: 'GET',
    path: 'calendars/:calendarId/events/:eventId',
    scopes: calendarScopes.readEvents,
    query: common,
    run: getEvent,
  },
  {
    method: 'GET',
    path: 'calendars/:calendarId/events/:eventId/instances',
    scopes: calendarScopes.readEvents,
    query: [...common, ...paging, 'originalStart'],
    run: listInstances,
  },
];
