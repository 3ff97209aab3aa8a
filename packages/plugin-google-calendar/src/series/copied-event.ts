import type { CalendarEvent } from '../event-schema.ts';
import { withoutNulls } from '../without-nulls.ts';

const copiedFields = [
  'summary',
  'description',
  'location',
  'colorId',
  'reminders',
  'transparency',
  'visibility',
  'guestsCanInviteOthers',
  'guestsCanModify',
  'guestsCanSeeOtherGuests',
  'extendedProperties',
  'attachments',
  'conferenceData',
  'source',
];

/** What a new series takes over from the one that it continues. Guests are asked anew. */
export function copiedEvent(series: CalendarEvent): Readonly<Record<string, unknown>> {
  const kept = Object.entries(series).filter(
    ([name, value]) => copiedFields.includes(name) && value !== null && value !== undefined,
  );
  const attendees = (series.attendees ?? []).map(({ responseStatus, self, organizer, id: _, ...guest }) => ({
    ...withoutNulls(guest),
    ...(self && responseStatus ? { responseStatus } : {}),
  }));
  return { ...Object.fromEntries(kept), ...(attendees.length > 0 ? { attendees } : {}) };
}
