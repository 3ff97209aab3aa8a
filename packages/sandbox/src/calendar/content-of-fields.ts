import { randomInt } from 'node:crypto';
import { GoogleError } from '../gmail/google-error.ts';
import { type EventFields, textFields } from './event-fields.ts';
import { parseRule } from './recurrence-rule.ts';
import type { Conference, EventContent, EventTime, Guest } from './stored-event.ts';
import { timesOfFields } from './times-of-fields.ts';

/** How fields are taken: over what they come, whether conferences are understood, and by whom. */
export interface FieldsContext {
  readonly before?: EventContent | undefined;
  readonly isSeries: boolean;
  readonly conferenceVersion: number;
  readonly login: string;
}

/** The content of an event after an app has sent these fields: what it does not send stays, what it sends as null goes. */
export function contentOfFields(fields: EventFields, context: FieldsContext): EventContent {
  const { before, isSeries, login } = context;
  const merged = before
    ? { start: mergedTime(before.start, fields.start), end: mergedTime(before.end, fields.end) }
    : fields;
  const texts = Object.fromEntries(
    textFields
      .map((name) => [name, fields[name] === undefined ? before?.texts[name] : fields[name]] as const)
      .filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
  return {
    status: fields.status ?? before?.status ?? 'confirmed',
    texts,
    ...timesOfFields(merged, isSeries),
    guests:
      fields.attendees === undefined ? (before?.guests ?? []) : guestsOf(fields, before?.guests ?? [], login),
    conference: conferenceOf(fields, context),
  };
}

/** Google merges times field by field, so that a day and a time can come to stand side by side. */
function mergedTime(before: EventTime, fields: EventFields['start']) {
  const known =
    'date' in before
      ? { date: before.date }
      : { dateTime: new Date(before.instantMs).toISOString(), timeZone: before.timeZone };
  return { ...known, ...fields };
}

function guestsOf({ attendees }: EventFields, before: readonly Guest[], login: string): Guest[] {
  const guests = (attendees ?? []).map((given): Guest => {
    const email = given.email?.trim().toLowerCase() ?? '';
    if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email))
      throw new GoogleError(400, 'Invalid attendee email.', 'invalid');
    const known = before.find((guest) => guest.email === email);
    // Only people themselves can say whether they come.
    const own = email === login ? given.responseStatus : undefined;
    const { displayName, optional, comment, additionalGuests, resource } = given;
    const responseStatus = own ?? known?.responseStatus ?? given.responseStatus ?? 'needsAction';
    return { email, responseStatus, displayName, optional, comment, additionalGuests, resource };
  });
  return [...new Map(guests.map((guest) => [guest.email, guest])).values()];
}

function conferenceOf({ conferenceData }: EventFields, context: FieldsContext): Conference | undefined {
  const before = context.before?.conference;
  if (conferenceData === undefined || context.conferenceVersion < 1) return before;
  if (conferenceData === null) return undefined;
  const { createRequest, conferenceId } = conferenceData;
  if (!createRequest) return conferenceId ? { requestId: '', code: conferenceId } : before;
  const { requestId, conferenceSolutionKey } = createRequest;
  if (!requestId) throw new GoogleError(400, 'Missing conference request id.', 'required');
  if (conferenceSolutionKey?.type !== 'hangoutsMeet') {
    throw new GoogleError(400, 'Invalid conference type value.', 'invalid');
  }
  if (before?.requestId === requestId) return before;
  // A conference that is copied from another event brings its request along.
  return { requestId, code: conferenceId ?? `${letters(3)}-${letters(4)}-${letters(3)}` };
}

function letters(count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('');
}

/** The lines of `recurrence`, or Google's refusal of them. */
export function checkedRecurrence(lines: readonly string[]): readonly string[] {
  for (const line of lines) {
    if (line.startsWith('RRULE:')) parseRule(line);
    else if (!/^(EXDATE|RDATE)(;[^:\r\n]+)?:[\dTZ,]+$/.test(line)) {
      throw new GoogleError(400, 'Invalid recurrence rule.', 'invalid');
    }
  }
  return lines;
}
