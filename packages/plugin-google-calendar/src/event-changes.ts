import type { CalendarEvent, EventAttendee } from './event-schema.ts';
import { invalidInput } from './invalid-input.ts';
import { meetRequest } from './meet-request.ts';
import { withoutNulls } from './without-nulls.ts';

/** What shall be different, times and rules apart. */
export interface EventChanges {
  readonly title?: string | undefined;
  readonly location?: string | undefined;
  readonly description?: string | undefined;
  readonly addAttendees: readonly string[];
  readonly removeAttendees: readonly string[];
  readonly response?: 'accepted' | 'declined' | 'tentative' | undefined;
  readonly addMeetLink: boolean;
}

/** The changes as the fields of an event; nothing where there are none. */
export function changedFields(
  event: CalendarEvent,
  changes: EventChanges,
): Readonly<Record<string, unknown>> {
  const { title, location, description, addMeetLink } = changes;
  const attendees = changedAttendees(event.attendees ?? [], changes);
  return {
    ...(title === undefined ? {} : { summary: title }),
    ...(location === undefined ? {} : { location }),
    ...(description === undefined ? {} : { description }),
    ...(attendees === undefined ? {} : { attendees }),
    ...(addMeetLink && !event.hangoutLink ? { conferenceData: meetRequest() } : {}),
  };
}

/** Google replaces the whole list, so that everybody who stays has to be in it. */
function changedAttendees(
  known: readonly EventAttendee[],
  { addAttendees, removeAttendees, response }: EventChanges,
): object[] | undefined {
  if (addAttendees.length + removeAttendees.length === 0 && response === undefined) return undefined;
  const removed = new Set(removeAttendees.map(fold));
  const lacking = removeAttendees.find(
    (address) => !known.some(({ email }) => fold(email) === fold(address)),
  );
  if (lacking !== undefined) throw invalidInput('remove_attendees', `${lacking} is no guest of the event`);
  const kept = known.filter(({ email }) => !removed.has(fold(email)));
  const present = new Set(kept.map(({ email }) => fold(email)));
  const added = addAttendees.filter((address) => !present.has(fold(address))).map((email) => ({ email }));
  if (response !== undefined && !kept.some(({ self }) => self === true)) {
    throw invalidInput('my_response', 'you are no guest of the event');
  }
  const answered = kept.map((guest) =>
    withoutNulls(
      guest.self === true && response !== undefined ? { ...guest, responseStatus: response } : guest,
    ),
  );
  return [...answered, ...added];
}

function fold(address: string | null | undefined): string {
  return (address ?? '').trim().toLowerCase();
}
