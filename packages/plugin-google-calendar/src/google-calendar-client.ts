import type { ConnectionFetch } from '@sidecar/core';
import { calendarApi } from './calendar-api.ts';
import { type CalendarCalls, calendarCalls } from './calls/calendar-calls.ts';
import { type EventCalls, eventCalls } from './calls/event-calls.ts';
import { type FreeBusyCall, freeBusyCall } from './calls/free-busy-call.ts';

/** The calls of the Google Calendar API that the tools make, each with the caller's signal. */
export interface GoogleCalendarClient extends CalendarCalls, EventCalls, FreeBusyCall {}

/** Makes the client of one connection. */
export function googleCalendarClient({
  fetch,
  apiUrl,
  now = Date.now,
}: {
  readonly fetch: ConnectionFetch;
  readonly apiUrl: URL;
  readonly now?: () => number;
}): GoogleCalendarClient {
  const api = calendarApi(fetch, apiUrl);
  return { ...calendarCalls(api, now), ...eventCalls(api), ...freeBusyCall(api) };
}
