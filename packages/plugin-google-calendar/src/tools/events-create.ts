import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { addressesInput, calendarInput, notifyInput, sendUpdates } from '../event-input.ts';
import { eventView, eventViewSchema } from '../event-view.ts';
import { findCalendar } from '../find-calendar.ts';
import { calendarScopes } from '../google-calendar-auth.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { meetRequest } from '../meet-request.ts';
import { ruleLine } from '../recurrence/recurrence-rule.ts';
import { repeatInput, ruleOf } from '../recurrence/repeat-input.ts';
import { untilForSpan } from '../recurrence/until-for-span.ts';
import { googleSpan } from '../time/event-span.ts';
import { spanFromInput } from '../time/span-from-input.ts';
import { timeInput, timeZoneInput } from '../time/time-input.ts';

const input = z.strictObject({
  title: z.string().trim().min(1).max(1000).describe('What it is called.'),
  start: timeInput('2026-01-31T10:00 (local), with offset, or 2026-01-31 for the whole day.'),
  end: timeInput(
    'Likewise; the last day (inclusive) for whole days. An hour or one day unless given.',
  ).optional(),
  time_zone: timeZoneInput,
  calendar: calendarInput,
  location: z.string().max(1000).optional().describe('Where it is.'),
  description: z.string().max(8000).optional().describe('More about it.'),
  attendees: addressesInput.optional().describe('Addresses of guests.'),
  notify: notifyInput,
  meet_link: z.boolean().default(false).describe('Add a Google Meet link.'),
  repeat: repeatInput.optional().describe('Makes a series: fields, or an RRULE.'),
});

/** Creates an event. */
export const eventsCreateTool = tool({
  name: 'events_create',
  description: 'Create an event, or a series of events, in a calendar, and invite guests.',
  effect: 'write',
  scopes: [calendarScopes.writeEvents],
  input,
  output: eventViewSchema,
  execute: async (request, { client, signal }: ToolContext<GoogleCalendarClient>) => {
    const calendarId = await findCalendar(client, { field: 'calendar', name: request.calendar }, signal);
    const { start, end, time_zone: timeZone, repeat } = request;
    const zone = () => client.timeZone(calendarId, signal);
    const span = await spanFromInput({ start, end, timeZone }, { zone, needsZone: repeat !== undefined });
    const body = {
      summary: request.title,
      ...googleSpan(span),
      ...(request.location === undefined ? {} : { location: request.location }),
      ...(request.description === undefined ? {} : { description: request.description }),
      ...(request.attendees === undefined
        ? {}
        : { attendees: request.attendees.map((email) => ({ email })) }),
      ...(repeat === undefined ? {} : { recurrence: [ruleLine(untilForSpan(ruleOf(repeat), span))] }),
      ...(request.meet_link ? { conferenceData: meetRequest() } : {}),
    };
    const change = { body, sendUpdates: sendUpdates[request.notify] };
    return eventView(await client.insertEvent(calendarId, change, signal), timeZone);
  },
});
