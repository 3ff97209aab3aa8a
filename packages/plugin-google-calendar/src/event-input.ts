import { z } from 'zod';

/** An id of Google's own making; anything else would only reach another path of the API. */
export const eventIdInput = z
  .string()
  .regex(/^[\w-]{1,1024}$/, 'must be an event_id that events_list returned')
  .describe('event_id from events_list.');

/** A calendar by its name. */
export const calendarInput = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .optional()
  .describe('Name or id of the calendar; the main one unless given.');

/** Who gets mail about a change. */
export const notifyInput = z
  .enum(['all', 'external', 'none'])
  .default('all')
  .describe('Which guests get mail about it.');

/** Addresses of guests. */
export const addressesInput = z.array(z.email().max(320)).max(200);

/** Google's words for whom to notify. */
export const sendUpdates = { all: 'all', external: 'externalOnly', none: 'none' } as const;
