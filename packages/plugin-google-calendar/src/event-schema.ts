import { lazySchema } from '@sidecar/google';
import { z } from 'zod';

const text = lazySchema(() => z.string().nullish().catch(null));
const flag = lazySchema(() => z.boolean().nullish().catch(null));

/** An event's `start`, `end` or `originalStartTime`. */
const dateTimeSchema = lazySchema(() =>
  z.object({ date: text(), dateTime: text(), timeZone: text() }).nullish().catch(null),
);

const attendeeSchema = lazySchema(() =>
  z.looseObject({
    email: text(),
    displayName: text(),
    responseStatus: text(),
    optional: flag(),
    organizer: flag(),
    self: flag(),
    resource: flag(),
  }),
);

const personSchema = lazySchema(() =>
  z.object({ email: text(), displayName: text(), self: flag() }).nullish().catch(null),
);

const conferenceSchema = lazySchema(() =>
  z
    .looseObject({
      createRequest: z
        .looseObject({ status: z.looseObject({ statusCode: text() }).nullish().catch(null) })
        .nullish()
        .catch(null),
      entryPoints: z
        .array(z.looseObject({ entryPointType: text(), uri: text() }).catch({}))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
);

/** `events`, as every method answers one. What else it holds is kept, since dividing a series copies it. */
export const eventSchema = lazySchema(() =>
  z.looseObject({
    id: z.string().min(1),
    etag: text(),
    status: text(),
    summary: text(),
    description: text(),
    location: text(),
    htmlLink: text(),
    hangoutLink: text(),
    start: dateTimeSchema(),
    end: dateTimeSchema(),
    recurrence: z.array(z.string()).nullish().catch(null),
    recurringEventId: text(),
    originalStartTime: dateTimeSchema(),
    organizer: personSchema(),
    attendees: z.array(attendeeSchema()).nullish().catch(null),
    conferenceData: conferenceSchema(),
    transparency: text(),
  }),
);

/** `events.list` and `events.instances`; without a list of events it is neither. */
export const eventListSchema = lazySchema(() =>
  z.object({ items: z.array(eventSchema()), timeZone: text(), nextPageToken: text() }),
);

/** An event as Google tells it. */
export type CalendarEvent = z.output<ReturnType<typeof eventSchema>>;

/** Somebody who is invited to an event. */
export type EventAttendee = z.output<ReturnType<typeof attendeeSchema>>;
