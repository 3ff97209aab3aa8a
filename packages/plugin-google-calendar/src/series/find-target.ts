import type { EventPlace } from '../calls/event-calls.ts';
import type { CalendarEvent } from '../event-schema.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { invalidInput } from '../invalid-input.ts';
import { type EventSpan, spanOfEvent } from '../time/event-span.ts';

/** What a change is for. */
export type ChangeTarget =
  /** An event that does not repeat, or one event of a series. */
  | { readonly kind: 'one'; readonly event: CalendarEvent }
  /** A whole series, perhaps named by one of its events. */
  | { readonly kind: 'series'; readonly series: CalendarEvent; readonly named?: CalendarEvent }
  /** One event of a series and all after it. */
  | { readonly kind: 'following'; readonly series: CalendarEvent; readonly first: CalendarEvent };

/** Which events an id and a word mean. */
export async function findTarget(
  client: GoogleCalendarClient,
  { which, ...place }: EventPlace & { readonly which: 'this' | 'following' | 'all' | undefined },
  signal: AbortSignal,
): Promise<ChangeTarget> {
  const event = await client.event(place, signal);
  const seriesId = event.recurringEventId;
  if (!seriesId) {
    const repeats = (event.recurrence ?? []).length > 0;
    if (!repeats) return { kind: 'one', event };
    if (which === undefined || which === 'all') return { kind: 'series', series: event };
    throw invalidInput(
      'event_id',
      'is that of a whole series',
      'Take the event_id of one of its events from events_list, or give which: "all".',
    );
  }
  if (which === undefined || which === 'this') return { kind: 'one', event };
  const series = await client.event({ ...place, eventId: seriesId }, signal);
  if (which === 'all') return { kind: 'series', series, named: event };
  // Nothing is before the first one, so there is nothing to divide.
  const isFirst = beginning(spanOfEvent(series)) === beginning(originalSpan(event));
  return isFirst ? { kind: 'series', series, named: event } : { kind: 'following', series, first: event };
}

/** When one event of a series would be if nobody had moved it. */
export function originalSpan(event: CalendarEvent): EventSpan | undefined {
  const span = spanOfEvent(event);
  const original = event.originalStartTime && spanOfEvent({ start: event.originalStartTime });
  if (!original || !span) return span;
  if (original.kind === 'days') return { ...original, dayCount: span.kind === 'days' ? span.dayCount : 1 };
  const lengthMs = span.kind === 'times' ? span.endMs - span.startMs : 0;
  return { ...original, endMs: original.startMs + lengthMs, timeZone: original.timeZone ?? zoneOf(span) };
}

function zoneOf(span: EventSpan): string | undefined {
  return span.kind === 'times' ? span.timeZone : undefined;
}

function beginning(span: EventSpan | undefined): string | number | undefined {
  return span?.kind === 'days' ? span.firstDay : span?.startMs;
}
