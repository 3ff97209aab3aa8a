import { z } from 'zod';
import type { CalendarEvent, EventAttendee } from './event-schema.ts';
import { oneLine } from './one-line.ts';
import { plainText } from './plain-text.ts';
import { addDays } from './time/add-days.ts';
import { spanOfEvent } from './time/event-span.ts';
import { isoInZone } from './time/zoned-time.ts';

const longestDescription = 2_000;
const mostAttendees = 30;

/** An event as the tools answer it. */
export const eventViewSchema = z.object({
  event_id: z.string(),
  series_id: z
    .string()
    .nullable()
    .describe('Set for one event of a repeating one: the id of the whole series.'),
  title: z.string(),
  start: z.string().nullable().describe('ISO 8601 with offset; a date for whole days.'),
  end: z.string().nullable().describe('Likewise; for whole days the last one (inclusive).'),
  all_day: z.boolean(),
  time_zone: z.string().nullable(),
  location: z.string().nullable(),
  description: z.string().nullable(),
  tentative: z.boolean(),
  organizer: z.string().nullable(),
  my_response: z.string().nullable(),
  attendees: z.array(
    z.object({ email: z.string(), name: z.string().nullable(), response: z.string().nullable() }),
  ),
  more_attendees: z.number().describe('How many are left out.'),
  repeat: z.array(z.string()).describe('Rules of a series (RFC 5545).'),
  meet_link: z.string().nullable(),
  meet_pending: z.boolean().describe('Google is still making the link.'),
  link: z.string().nullable(),
});

/** An event as the tools answer it. */
export type EventView = z.output<typeof eventViewSchema>;

/** What people want to know of an event, its times in the zone that is asked for, else in its own. */
export function eventView(event: CalendarEvent, timeZone?: string): EventView {
  const attendees = (event.attendees ?? []).filter(({ resource }) => resource !== true);
  const description = plainText(event.description ?? '');
  return {
    event_id: event.id,
    series_id: event.recurringEventId || null,
    title: oneLine(event.summary) ?? '(no title)',
    ...shownTimes(event, timeZone),
    location: oneLine(event.location) ?? null,
    description: description === '' ? null : shortened(description),
    tentative: event.status === 'tentative',
    organizer: oneLine(event.organizer?.email) ?? null,
    my_response: attendees.find(({ self }) => self === true)?.responseStatus ?? null,
    attendees: attendees.slice(0, mostAttendees).flatMap(attendeeView),
    more_attendees: Math.max(0, attendees.length - mostAttendees),
    repeat: event.recurrence ?? [],
    meet_link: conferenceLink(event),
    meet_pending: event.conferenceData?.createRequest?.status?.statusCode === 'pending',
    link: event.htmlLink || null,
  };
}

function shownTimes(event: CalendarEvent, timeZone: string | undefined) {
  const span = spanOfEvent(event);
  if (span === undefined) return { start: null, end: null, all_day: false, time_zone: null };
  if (span.kind === 'days') {
    const end = addDays(span.firstDay, span.dayCount - 1);
    return { start: span.firstDay, end, all_day: true, time_zone: null };
  }
  const zone = timeZone ?? span.timeZone;
  if (zone === undefined) {
    const [start, end] = [
      withOffset(event.start?.dateTime, span.startMs),
      withOffset(event.end?.dateTime, span.endMs),
    ];
    return { start, end, all_day: false, time_zone: null };
  }
  const [start, end] = [isoInZone(span.startMs, zone), isoInZone(span.endMs, zone)];
  return { start, end, all_day: false, time_zone: zone };
}

/** Google's own text, which has the offset of the calendar's zone. */
function withOffset(text: string | null | undefined, instantMs: number): string {
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text ?? '');
  return isIso && text ? text : new Date(instantMs).toISOString();
}

function attendeeView({ email, displayName, responseStatus }: EventAttendee) {
  const address = oneLine(email);
  if (address === undefined) return [];
  return [{ email: address, name: oneLine(displayName) ?? null, response: responseStatus ?? null }];
}

function conferenceLink({ hangoutLink, conferenceData }: CalendarEvent): string | null {
  const video = conferenceData?.entryPoints?.find(({ entryPointType }) => entryPointType === 'video');
  const link = hangoutLink || video?.uri;
  return link && /^https:\/\//.test(link) ? link : null;
}

function shortened(text: string): string {
  return text.length > longestDescription ? `${text.slice(0, longestDescription)}…` : text;
}
