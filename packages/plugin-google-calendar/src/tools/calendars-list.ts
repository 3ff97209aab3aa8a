import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { calendarScopes } from '../google-calendar-auth.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { oneLine } from '../one-line.ts';

/** Lists the calendars. */
export const calendarsListTool = tool({
  name: 'calendars_list',
  description:
    'List the calendars of the connected account with their names, time zones and what may be done.',
  effect: 'read',
  scopes: [calendarScopes.listCalendars],
  input: z.strictObject({
    limit: z.int().min(1).max(250).default(50).describe('How many at most.'),
    cursor: z
      .string()
      .regex(/^\d{1,6}$/)
      .optional()
      .describe('next_cursor of the page before.'),
  }),
  output: z.object({
    calendars: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        main: z.boolean(),
        time_zone: z.string().nullable(),
        writable: z.boolean(),
      }),
    ),
    next_cursor: z.string().optional(),
  }),
  execute: async ({ limit, cursor = '0' }, { client, signal }: ToolContext<GoogleCalendarClient>) => {
    const all = await client.calendars(signal, true);
    const first = Number(cursor);
    const calendars = all.slice(first, first + limit).map(({ id, name, isPrimary, timeZone, role }) => ({
      id,
      name: oneLine(name) ?? id,
      main: isPrimary,
      time_zone: timeZone ?? null,
      writable: role === 'owner' || role === 'writer',
    }));
    return { calendars, ...(first + limit < all.length ? { next_cursor: String(first + limit) } : {}) };
  },
});
