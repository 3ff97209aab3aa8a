import type { CalendarEvent } from '../event-schema.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { type EventSpan, spanOfEvent } from '../time/event-span.ts';
import { readExcludedDates } from './excluded-dates.ts';

/** How many events of a series come before one of them, as COUNT counts: cancelled and left out ones too. */
export async function countEventsBefore(
  client: GoogleCalendarClient,
  {
    calendarId,
    series,
    first,
  }: { readonly calendarId: string; readonly series: CalendarEvent; readonly first: EventSpan },
  signal: AbortSignal,
): Promise<number> {
  const limit = instant(first);
  const instances = await client.instances({ calendarId, eventId: series.id }, signal);
  const beginnings = instances.flatMap(({ originalStartTime, start }) => {
    const span = spanOfEvent({ start: originalStartTime ?? start });
    return span ? [instant(span)] : [];
  });
  const zone = series.start?.timeZone ?? undefined;
  const excluded = readExcludedDates(series.recurrence ?? [], zone);
  const all = new Set([...beginnings, ...excluded]);
  return [...all].filter((beginning) => beginning < limit).length;
}

/** Whole days are compared by their beginning in UTC, which only has to be the same everywhere. */
function instant(span: EventSpan): number {
  return span.kind === 'days' ? Date.parse(`${span.firstDay}T00:00:00Z`) : span.startMs;
}
