import type { IntegrationPlugin } from '@sidecar/core';
import { googleAnswers } from '@sidecar/google';
import { type GoogleCalendarOptions, googleCalendarAuth } from './google-calendar-auth.ts';
import { type GoogleCalendarClient, googleCalendarClient } from './google-calendar-client.ts';
import { calendarsListTool } from './tools/calendars-list.ts';
import { eventsCreateTool } from './tools/events-create.ts';
import { eventsDeleteTool } from './tools/events-delete.ts';
import { eventsListTool } from './tools/events-list.ts';
import { eventsUpdateTool } from './tools/events-update.ts';
import { freeBusyTool } from './tools/freebusy.ts';

/** Google Calendar: list, create, change and delete events, and find free time. */
export function googleCalendar(options: GoogleCalendarOptions = {}) {
  const apiUrl = new URL(options.endpoints?.apiUrl ?? 'https://www.googleapis.com/');
  return {
    specificationVersion: 'v1',
    id: 'google-calendar',
    name: 'Google Calendar',
    description: 'Look up, plan, change and cancel events, and find free time',
    icon: '📅',
    category: 'calendar',
    capabilities: { read: ['calendars', 'events', 'free time'], write: ['events'], webhooks: false },
    auth: { oauth: googleCalendarAuth(options) },
    apiOrigins: [apiUrl.origin],
    answers: googleAnswers,
    createClient: ({ fetch }) => googleCalendarClient({ fetch, apiUrl }),
    identify: async (client, signal) => {
      // The main calendar's id is the account's address, by which sister plugins know the account too.
      const { id } = await client.primary(signal);
      return { id: id.toLowerCase(), label: id };
    },
    tools: [
      calendarsListTool,
      eventsListTool,
      eventsCreateTool,
      eventsUpdateTool,
      eventsDeleteTool,
      freeBusyTool,
    ],
  } as const satisfies IntegrationPlugin<GoogleCalendarClient>;
}
