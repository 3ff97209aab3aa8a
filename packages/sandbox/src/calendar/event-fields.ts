import { z } from 'zod';
import { checkedJson } from '../gmail/gmail-call.ts';

const time = z.strictObject({
  date: z.string().nullable().optional(),
  dateTime: z.string().nullable().optional(),
  timeZone: z.string().nullable().optional(),
});

const guest = z.looseObject({
  email: z.string().optional(),
  displayName: z.string().optional(),
  responseStatus: z.enum(['needsAction', 'declined', 'tentative', 'accepted']).optional(),
  optional: z.boolean().optional(),
  comment: z.string().optional(),
  additionalGuests: z.int().optional(),
  resource: z.boolean().optional(),
});

const conference = z.looseObject({
  createRequest: z
    .looseObject({
      requestId: z.string().optional(),
      conferenceSolutionKey: z.looseObject({ type: z.string().optional() }).optional(),
    })
    .optional(),
  conferenceId: z.string().optional(),
});

const text = z.string().nullable().optional();
const flag = z.boolean().optional();
/** Google sets it and takes no notice of what it is sent. */
const ignored = z.unknown().optional();

const eventFields = z.strictObject({
  id: z.string().optional(),
  start: time.optional(),
  end: time.optional(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']).optional(),
  recurrence: z.array(z.string()).nullable().optional(),
  attendees: z.array(guest).nullable().optional(),
  conferenceData: conference.nullable().optional(),
  summary: text,
  description: text,
  location: text,
  colorId: text,
  transparency: z.enum(['opaque', 'transparent']).optional(),
  visibility: z.enum(['default', 'public', 'private', 'confidential']).optional(),
  reminders: z.looseObject({ useDefault: flag }).optional(),
  extendedProperties: z.looseObject({}).optional(),
  attachments: z.array(z.looseObject({})).optional(),
  source: z.looseObject({}).optional(),
  anyoneCanAddSelf: flag,
  guestsCanInviteOthers: flag,
  guestsCanModify: flag,
  guestsCanSeeOtherGuests: flag,
  kind: ignored,
  etag: ignored,
  htmlLink: ignored,
  created: ignored,
  updated: ignored,
  creator: ignored,
  organizer: ignored,
  iCalUID: ignored,
  sequence: ignored,
  hangoutLink: ignored,
  eventType: ignored,
  recurringEventId: ignored,
  originalStartTime: ignored,
});

/** An event as an app sends it. */
export type EventFields = z.output<typeof eventFields>;

/** Fields that are kept as they come. */
export const textFields = [
  'summary',
  'description',
  'location',
  'colorId',
  'transparency',
  'visibility',
  'reminders',
  'extendedProperties',
  'attachments',
  'source',
  'anyoneCanAddSelf',
  'guestsCanInviteOthers',
  'guestsCanModify',
  'guestsCanSeeOtherGuests',
] as const satisfies readonly (keyof EventFields)[];

/** Reads an event of a request's body. */
export async function readEventFields(request: Request): Promise<EventFields> {
  return checkedJson(await request.text(), eventFields);
}
