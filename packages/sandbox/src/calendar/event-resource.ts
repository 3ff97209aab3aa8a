import type { Calendar } from './calendar-store.ts';
import { timeResource } from './event-time.ts';
import type { SeriesEvent } from './series-events.ts';
import type { Conference, EventContent, Guest, StoredEvent } from './stored-event.ts';

/** In which calendar an event is looked at, by whom, and on which clocks. */
export interface EventView {
  readonly calendar: Calendar;
  readonly login: string;
  readonly timeZone: string;
}

/** An event or a series as the API tells it. */
export function eventResource(event: StoredEvent, view: EventView): object {
  const { id, content, recurrence } = event;
  return {
    ...commonFields(event, content, view),
    id,
    htmlLink: link(id),
    ...times(content, view.timeZone),
    ...(recurrence.length > 0 && { recurrence }),
  };
}

/** One event of a series as the API tells it. */
export function instanceResource(event: StoredEvent, instance: SeriesEvent, view: EventView): object {
  const { key, originalStart, content } = instance;
  const id = `${event.id}_${key}`;
  return {
    ...commonFields(event, content, view),
    id,
    htmlLink: link(id),
    ...times(content, view.timeZone),
    recurringEventId: event.id,
    originalStartTime: timeResource(originalStart, view.timeZone),
  };
}

function times({ start, end }: EventContent, timeZone: string) {
  return { start: timeResource(start, timeZone), end: timeResource(end, timeZone) };
}

function link(id: string): string {
  return `https://www.google.com/calendar/event?eid=${Buffer.from(id).toString('base64url')}`;
}

/** The state by which a change can be made dependent on nobody else having changed anything. */
export function etagOf({ updatedMs, version }: StoredEvent): string {
  return `"${updatedMs}${String(version).padStart(4, '0')}"`;
}

function commonFields(event: StoredEvent, content: EventContent, { calendar, login }: EventView) {
  const { createdMs, creator, calendarId, updatedMs, version, id } = event;
  const person = (email: string) => ({ email, ...(email === calendar.id && { self: true }) });
  return {
    kind: 'calendar#event',
    etag: etagOf(event),
    status: content.status,
    created: new Date(createdMs).toISOString(),
    updated: new Date(updatedMs).toISOString(),
    ...content.texts,
    creator: { email: creator, ...(creator === login && { self: true }) },
    organizer: person(calendarId),
    iCalUID: `${id}@google.com`,
    sequence: version - 1,
    ...(content.guests.length > 0 && {
      attendees: content.guests.map((guest) => guestResource(guest, calendarId, calendar.id)),
    }),
    ...(content.conference && conferenceFields(content.conference)),
    reminders: content.texts.reminders ?? { useDefault: true },
    eventType: 'default',
  };
}

function guestResource(guest: Guest, organizer: string, self: string) {
  const said = Object.entries(guest).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(said),
    ...(guest.email === organizer && { organizer: true }),
    ...(guest.email === self && { self: true }),
  };
}

function conferenceFields({ code, requestId }: Conference) {
  const uri = `https://meet.google.com/${code}`;
  return {
    hangoutLink: uri,
    conferenceData: {
      ...(requestId && {
        createRequest: {
          requestId,
          conferenceSolutionKey: { type: 'hangoutsMeet' },
          status: { statusCode: 'success' },
        },
      }),
      entryPoints: [{ entryPointType: 'video', uri, label: uri.slice('https://'.length) }],
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      conferenceId: code,
    },
  };
}
