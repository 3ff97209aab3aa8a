import { SidecarError } from '@sidecar/core';
import { lazySchema } from '@sidecar/google';
import { z } from 'zod';
import type { CalendarApi } from '../calendar-api.ts';
import { type CalendarEvent, eventListSchema, eventSchema } from '../event-schema.ts';
import { integration } from '../google-calendar-errors.ts';
import { isTimeZone } from '../time/zoned-time.ts';

/** Where an event is. */
export interface EventPlace {
  readonly calendarId: string;
  readonly eventId: string;
}

/** Who gets mail about a change, in Google's words. */
export type SendUpdates = 'all' | 'externalOnly' | 'none';

/** A change of an event, and the state that it starts from. */
export interface EventChange {
  readonly body: object;
  readonly sendUpdates: SendUpdates;
  /** Google refuses the change when the event has another etag by now. */
  readonly etag?: string | undefined;
}

/** Which events to list, in the order of their beginnings, series as their single events. */
export interface EventSelection {
  readonly calendarId: string;
  /** Events that end after this instant, in ISO 8601. */
  readonly timeMin?: string | undefined;
  /** Events that begin before this instant. */
  readonly timeMax?: string | undefined;
  readonly query?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly limit: number;
  readonly pageToken?: string | undefined;
}

/** One page of a list of events. */
export interface EventPage {
  readonly events: readonly CalendarEvent[];
  /** The calendar's own zone. */
  readonly timeZone: string | undefined;
  readonly nextPageToken: string | undefined;
}

/** The calls about events. */
export interface EventCalls {
  events(selection: EventSelection, signal: AbortSignal): Promise<EventPage>;
  event(place: EventPlace, signal: AbortSignal): Promise<CalendarEvent>;
  /** Every event of a series that ends, also the cancelled ones. */
  instances(place: EventPlace, signal: AbortSignal): Promise<readonly CalendarEvent[]>;
  insertEvent(calendarId: string, change: EventChange, signal: AbortSignal): Promise<CalendarEvent>;
  patchEvent(place: EventPlace, change: EventChange, signal: AbortSignal): Promise<CalendarEvent>;
  deleteEvent(place: EventPlace, change: Omit<EventChange, 'body'>, signal: AbortSignal): Promise<void>;
}

const mostInstances = 2500;
const mostPages = 20;
const nothingSchema = lazySchema(() => z.unknown());
const pathOf = ({ calendarId, eventId }: EventPlace) => ['calendars', calendarId, 'events', eventId];

/** Makes the calls about events. */
export function eventCalls(api: CalendarApi): EventCalls {
  return {
    events: async ({ calendarId, limit, query: words, ...selection }, signal) => {
      const query = { singleEvents: true, orderBy: 'startTime', maxResults: limit, q: words, ...selection };
      const answer = await api(
        { path: ['calendars', calendarId, 'events'], query, signal },
        eventListSchema(),
      );
      const { items, timeZone, nextPageToken } = answer;
      return {
        events: items,
        timeZone: timeZone && isTimeZone(timeZone) ? timeZone : undefined,
        nextPageToken: nextPageToken || undefined,
      };
    },
    event: async (place, signal) => {
      const event = await api({ path: pathOf(place), signal }, eventSchema());
      if (event.status === 'cancelled') {
        throw new SidecarError('not_found', 'That event was deleted.', { integration });
      }
      return event;
    },
    instances: (place, signal) => readInstances(api, place, signal),
    insertEvent: (calendarId, { body, sendUpdates }, signal) => {
      const path = ['calendars', calendarId, 'events'];
      const query = { sendUpdates, ...conferenceVersion(body) };
      return api({ method: 'POST', path, query, body, effect: 'write', signal }, eventSchema());
    },
    patchEvent: (place, { body, sendUpdates, etag: ifMatch }, signal) => {
      const query = { sendUpdates, ...conferenceVersion(body) };
      const request = { method: 'PATCH', path: pathOf(place), query, body, ifMatch, signal } as const;
      return api({ ...request, effect: 'write' }, eventSchema());
    },
    deleteEvent: async (place, { sendUpdates, etag: ifMatch }, signal) => {
      const query = { sendUpdates };
      const request = { method: 'DELETE', path: pathOf(place), query, ifMatch, signal } as const;
      await api({ ...request, effect: 'destructive' }, nothingSchema());
    },
  };
}

/** Without it Google leaves conferences as they are, and attachments too. */
function conferenceVersion(body: object) {
  return {
    ...('conferenceData' in body ? { conferenceDataVersion: 1 } : {}),
    ...('attachments' in body ? { supportsAttachments: true } : {}),
  };
}

async function readInstances(
  api: CalendarApi,
  place: EventPlace,
  signal: AbortSignal,
): Promise<readonly CalendarEvent[]> {
  const events: CalendarEvent[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { maxResults: mostInstances, showDeleted: true, pageToken };
    const answer = await api({ path: [...pathOf(place), 'instances'], query, signal }, eventListSchema());
    events.push(...answer.items);
    pageToken = answer.nextPageToken || undefined;
    if (pageToken === undefined) return events;
  }
  throw new SidecarError('invalid_response', 'Google Calendar’s list of events does not end.', {
    integration,
  });
}
