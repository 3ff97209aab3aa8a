import { changedFields } from '../event-changes.ts';
import type { CalendarEvent } from '../event-schema.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { invalidInput } from '../invalid-input.ts';
import { ruleLine } from '../recurrence/recurrence-rule.ts';
import { untilForSpan } from '../recurrence/until-for-span.ts';
import { changedSpan, googleSpanChange } from '../time/changed-span.ts';
import { type EventSpan, spanOfEvent } from '../time/event-span.ts';
import type { EventUpdate } from './event-update.ts';
import { knownSpan } from './known-span.ts';
import { patchUnlessEmpty } from './patch-unless-empty.ts';

/** Changes an event that does not repeat, or only this one of a series. */
export async function updateOne(
  client: GoogleCalendarClient,
  { event, update }: { readonly event: CalendarEvent; readonly update: EventUpdate },
  signal: AbortSignal,
): Promise<CalendarEvent> {
  const { repeat, time, calendarZone } = update;
  if (repeat !== undefined && event.recurringEventId) {
    throw invalidInput(
      'repeat',
      'is for a series, not for one event of it',
      'Give which: "following" or "all".',
    );
  }
  const current = knownSpan(spanOfEvent(event));
  const span = await changedSpan(current, time, calendarZone);
  const needed =
    repeat === undefined || repeat === 'never' ? span : await zoned(span ?? current, calendarZone);
  const body = {
    ...changedFields(event, update.changes),
    ...(needed === undefined ? {} : googleSpanChange(current, needed)),
    ...(repeat === undefined || repeat === 'never'
      ? {}
      : { recurrence: [ruleLine(untilForSpan(repeat, needed ?? current))] }),
  };
  return patchUnlessEmpty(client, { event, body, update }, signal);
}

/** A series needs a zone, which an event that does not repeat may lack. */
async function zoned(span: EventSpan, calendarZone: () => Promise<string>): Promise<EventSpan> {
  if (span.kind === 'days' || span.timeZone !== undefined) return span;
  return { ...span, timeZone: await calendarZone() };
}
