import { randomBytes } from 'node:crypto';
import { GoogleError } from '../gmail/google-error.ts';
import { type CalendarCall, calendarOf } from './calendar-call.ts';
import type { CalendarMethod } from './calendar-method.ts';
import { calendarScopes } from './calendar-scopes.ts';
import type { Calendar } from './calendar-store.ts';
import { checkedRecurrence, contentOfFields } from './content-of-fields.ts';
import { type EventFields, readEventFields } from './event-fields.ts';
import { eventResource, instanceResource } from './event-resource.ts';
import { type FoundEvent, findEvent, requireEtag } from './found-event.ts';
import type { EventContent, StoredEvent } from './stored-event.ts';

async function insertEvent(call: CalendarCall) {
  const { store, login, now } = call;
  const calendar = calendarOf(call, 'writer');
  requireKnownRecipients(call);
  const fields = await readEventFields(call.request);
  const recurrence = checkedRecurrence(fields.recurrence ?? []);
  const content = contentOfFields(fields, fieldsContext(call, { isSeries: recurrence.length > 0 }));
  const event: StoredEvent = {
    id: newId(call, fields),
    calendarId: calendar.id,
    creator: login,
    createdMs: now,
    content,
    recurrence,
    exceptions: new Map(),
    hiddenFor: new Set(),
    updatedMs: now,
    version: 1,
  };
  store.addEvent(event);
  return eventResource(event, { calendar, login, timeZone: calendar.timeZone });
}

function newId({ store }: CalendarCall, { id }: EventFields): string {
  if (id === undefined)
    return BigInt(`0x${randomBytes(16).toString('hex')}`)
      .toString(32)
      .padStart(26, '0');
  if (!/^[a-v0-9]{5,1024}$/.test(id)) throw new GoogleError(400, 'Invalid resource id value.', 'invalid');
  if (store.hasEvent(id)) throw new GoogleError(409, 'The requested identifier already exists.', 'duplicate');
  return id;
}

function fieldsContext(
  { query, login }: CalendarCall,
  rest: { readonly isSeries: boolean; readonly before?: EventContent },
) {
  const version = query.get('conferenceDataVersion') ?? '0';
  if (version !== '0' && version !== '1') {
    throw new GoogleError(400, 'Invalid value for conferenceDataVersion.', 'invalidParameter');
  }
  return { ...rest, login, conferenceVersion: Number(version) };
}

/** Nobody reads the mail that Google would send, but whom it goes to has to be said rightly. */
function requireKnownRecipients({ query }: CalendarCall): void {
  const recipients = query.get('sendUpdates');
  if (recipients === null || ['all', 'externalOnly', 'none'].includes(recipients)) return;
  throw new GoogleError(400, 'Invalid value for sendUpdates.', 'invalidParameter');
}

async function patchEvent(call: CalendarCall) {
  const calendar = calendarOf(call, 'writer');
  requireKnownRecipients(call);
  const found = findEvent(call, calendar);
  const { event, instance } = found;
  requireEtag(call, event);
  requireThere(found);
  const fields = await readEventFields(call.request);
  requireOrganizer(event, calendar, fields);
  const before = instance?.content ?? event.content;
  if (instance && fields.recurrence) {
    throw new GoogleError(400, 'Recurrence cannot be set on one event of a series.', 'invalid');
  }
  const recurrence = instance
    ? []
    : checkedRecurrence(fields.recurrence ?? (fields.recurrence === null ? [] : event.recurrence));
  const content = contentOfFields(fields, fieldsContext(call, { before, isSeries: recurrence.length > 0 }));
  touch(event, call.now);
  const view = { calendar, login: call.login, timeZone: calendar.timeZone };
  if (instance) {
    event.exceptions.set(instance.key, content);
    return instanceResource(event, { ...instance, content }, view);
  }
  // Single events that differed belong to times that are no more.
  if (JSON.stringify(content.start) !== JSON.stringify(before.start)) event.exceptions.clear();
  event.content = content;
  event.recurrence = recurrence;
  return eventResource(event, view);
}

function touch(event: StoredEvent, now: number): void {
  event.updatedMs = now;
  event.version += 1;
}

function requireThere({ event, instance }: FoundEvent): void {
  if ((instance?.content ?? event.content).status !== 'cancelled') return;
  throw new GoogleError(410, 'Resource has been deleted', 'deleted');
}

/** Guests may change nothing that others see but their own answer, unless the organizer lets them. */
function requireOrganizer(event: StoredEvent, calendar: Calendar, fields: EventFields): void {
  if (event.calendarId === calendar.id || event.content.texts.guestsCanModify === true) return;
  const others = Object.keys(fields).filter(
    (name) => name !== 'attendees' && name !== 'reminders' && name !== 'colorId',
  );
  const known = event.content.guests.map(({ email }) => email).sort();
  const given = (fields.attendees ?? []).map(({ email }) => email?.toLowerCase() ?? '').sort();
  const changesGuests = fields.attendees !== undefined && JSON.stringify(given) !== JSON.stringify(known);
  if (others.length === 0 && !changesGuests) return;
  const text = 'Shared properties can only be changed by the organizer of the event.';
  throw new GoogleError(403, text, 'forbiddenForNonOrganizer');
}

function deleteEvent(call: CalendarCall) {
  const calendar = calendarOf(call, 'writer');
  requireKnownRecipients(call);
  const found = findEvent(call, calendar);
  const { event, instance } = found;
  requireEtag(call, event);
  requireThere(found);
  touch(event, call.now);
  if (event.calendarId !== calendar.id) event.hiddenFor.add(calendar.id);
  else if (instance) event.exceptions.set(instance.key, { ...instance.content, status: 'cancelled' });
  else event.content = { ...event.content, status: 'cancelled' };
  return undefined;
}

const writing = [
  'sendUpdates',
  'sendNotifications',
  'conferenceDataVersion',
  'maxAttendees',
  'supportsAttachments',
];

/** The methods of `events` that change something. */
export const writingMethods: readonly CalendarMethod[] = [
  {
    method: 'POST',
    path: 'calendars/:calendarId/events',
    scopes: calendarScopes.writeEvents,
    query: writing,
    run: insertEvent,
  },
  {
    method: 'PATCH',
    path: 'calendars/:calendarId/events/:eventId',
    scopes: calendarScopes.writeEvents,
    query: [...writing, 'alwaysIncludeEmail'],
    run: patchEvent,
  },
  {
    method: 'DELETE',
    path: 'calendars/:calendarId/events/:eventId',
    scopes: calendarScopes.writeEvents,
    query: ['sendUpdates', 'sendNotifications'],
    run: deleteEvent,
  },
];
