import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { addressesInput, calendarInput, eventIdInput, notifyInput, sendUpdates } from '../event-input.ts';
import { eventView, eventViewSchema } from '../event-view.ts';
import { findCalendar } from '../find-calendar.ts';
import { calendarScopes } from '../google-calendar-auth.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { repeatInput, ruleOf } from '../recurrence/repeat-input.ts';
import type { EventUpdate } from '../series/event-update.ts';
import { findTarget } from '../series/find-target.ts';
import { updateFollowing } from '../series/update-following.ts';
import { updateOne } from '../series/update-one.ts';
import { updateSeries } from '../series/update-series.ts';
import { whichInput } from '../series/which-input.ts';
import { timeInput, timeZoneInput } from '../time/time-input.ts';

const input = z.strictObject({
  event_id: eventIdInput,
  calendar: calendarInput,
  which: whichInput,
  title: z.string().trim().min(1).max(1000).optional().describe('What it is called.'),
  start: timeInput('As in events_create; the length stays unless end is given.').optional(),
  end: timeInput('As in events_create.').optional(),
  time_zone: timeZoneInput,
  location: z.string().max(1000).optional().describe('Where it is; empty clears it.'),
  description: z.string().max(8000).optional().describe('More about it; empty clears it.'),
  add_attendees: addressesInput.default([]).describe('Addresses to invite.'),
  remove_attendees: addressesInput.default([]).describe('Addresses to take off.'),
  my_response: z.enum(['accepted', 'declined', 'tentative']).optional().describe('Your answer as a guest.'),
  add_meet_link: z.boolean().default(false).describe('Add a Google Meet link.'),
  repeat: z
    .union([z.literal('never'), repeatInput])
    .optional()
    .describe('As in events_create; "never" leaves one event of a series.'),
  notify: notifyInput,
});

/** Changes an event, or several of a series. */
export const eventsUpdateTool = tool({
  name: 'events_update',
  description:
    'Change an event: title, time, place, text, guests, your own answer to the invitation, how it repeats. What is not given stays.',
  effect: 'write',
  scopes: [calendarScopes.writeEvents],
  input,
  output: eventViewSchema,
  execute: async (request, { client, signal }: ToolContext<GoogleCalendarClient>) => {
    const { event_id: eventId, which, calendar } = request;
    const calendarId = await findCalendar(client, { field: 'calendar', name: calendar }, signal);
    const update = updateOf(request, calendarId, () => client.timeZone(calendarId, signal));
    const target = await findTarget(client, { calendarId, eventId, which }, signal);
    if (target.kind === 'one') return eventView(await updateOne(client, { ...target, update }, signal));
    if (target.kind === 'series') return eventView(await updateSeries(client, { ...target, update }, signal));
    return eventView(await updateFollowing(client, { ...target, update }, signal));
  },
});

function updateOf(
  request: z.output<typeof input>,
  calendarId: string,
  calendarZone: () => Promise<string>,
): EventUpdate {
  const { title, location, description, my_response: response, start, end, repeat } = request;
  return {
    calendarId,
    calendarZone,
    changes: {
      title,
      location,
      description,
      response,
      addAttendees: request.add_attendees,
      removeAttendees: request.remove_attendees,
      addMeetLink: request.add_meet_link,
    },
    time: { start, end, timeZone: request.time_zone },
    repeat: repeat === undefined || repeat === 'never' ? repeat : ruleOf(repeat),
    sendUpdates: sendUpdates[request.notify],
  };
}
