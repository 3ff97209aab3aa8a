import type { CalendarEvent } from '../event-schema.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { invalidInput } from '../invalid-input.ts';
import type { EventUpdate } from './event-update.ts';

/** Changes an event or a series, unless somebody else has changed it since it was read. */
export async function patchUnlessEmpty(
  client: GoogleCalendarClient,
  {
    event,
    body,
    update: { calendarId, sendUpdates },
  }: { readonly event: CalendarEvent; readonly body: object; readonly update: EventUpdate },
  signal: AbortSignal,
): Promise<CalendarEvent> {
  if (Object.keys(body).length === 0) throw invalidInput('events_update', 'nothing to change is given');
  const change = { body, sendUpdates, etag: event.etag ?? undefined };
  return client.patchEvent({ calendarId, eventId: event.id }, change, signal);
}
