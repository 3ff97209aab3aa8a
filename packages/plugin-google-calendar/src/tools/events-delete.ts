import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { calendarInput, eventIdInput, notifyInput, sendUpdates } from '../event-input.ts';
import { findCalendar } from '../find-calendar.ts';
import { calendarScopes } from '../google-calendar-auth.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { oneLine } from '../one-line.ts';
import { dividedRules } from '../series/divided-rules.ts';
import { findTarget, originalSpan } from '../series/find-target.ts';
import { knownSpan } from '../series/known-span.ts';
import { whichInput } from '../series/which-input.ts';

/** Deletes an event, or several of a series. */
export const eventsDeleteTool = tool({
  name: 'events_delete',
  description: 'Delete an event, or one, the following or all events of a series.',
  effect: 'destructive',
  scopes: [calendarScopes.writeEvents],
  input: z.strictObject({
    event_id: eventIdInput,
    calendar: calendarInput,
    which: whichInput,
    notify: notifyInput,
  }),
  output: z.object({
    deleted: z.enum(['event', 'following', 'series']),
    event_id: z.string().describe('Of the event or series; for following events of the first one.'),
    title: z.string(),
  }),
  execute: async (input, { client, signal }: ToolContext<GoogleCalendarClient>) => {
    const { event_id: eventId, which, notify } = input;
    const calendarId = await findCalendar(client, { field: 'calendar', name: input.calendar }, signal);
    const target = await findTarget(client, { calendarId, eventId, which }, signal);
    const notified = { sendUpdates: sendUpdates[notify] };
    if (target.kind === 'following') {
      const { series, first } = target;
      // What comes before stays as it is, whatever its number, so that nothing has to be counted.
      const rules = await dividedRules(series, knownSpan(originalSpan(first)), async () => 0);
      const change = { body: { recurrence: rules.before }, ...notified, etag: series.etag ?? undefined };
      await client.patchEvent({ calendarId, eventId: series.id }, change, signal);
      return { deleted: 'following' as const, event_id: first.id, title: titleOf(first.summary) };
    }
    const event = target.kind === 'one' ? target.event : target.series;
    const place = { calendarId, eventId: event.id };
    await client.deleteEvent(place, { ...notified, etag: event.etag ?? undefined }, signal);
    const deleted = target.kind === 'one' ? ('event' as const) : ('series' as const);
    return { deleted, event_id: event.id, title: titleOf(event.summary) };
  },
});

function titleOf(summary: string | null | undefined): string {
  return oneLine(summary) ?? '(no title)';
}
