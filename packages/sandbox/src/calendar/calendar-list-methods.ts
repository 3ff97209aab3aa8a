import { GoogleError } from '../gmail/google-error.ts';
import { type CalendarCall, page, pageSize } from './calendar-call.ts';
import type { CalendarMethod } from './calendar-method.ts';
import { calendarScopes } from './calendar-scopes.ts';
import type { Calendar } from './calendar-store.ts';

function entry({ id, summary, timeZone, roles, listedFor }: Calendar, login: string): object {
  return {
    kind: 'calendar#calendarListEntry',
    etag: '"1"',
    id,
    summary,
    timeZone,
    ...listedFor.get(login),
    colorId: '14',
    backgroundColor: '#9fe1e7',
    foregroundColor: '#000000',
    selected: true,
    accessRole: roles.get(login) ?? roles.get('everybody'),
    defaultReminders: [],
    ...(id === login && { primary: true }),
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
  };
}

function listCalendars({ store, login, query }: CalendarCall) {
  const entries = store.calendarsListedFor(login).map((calendar) => entry(calendar, login));
  return {
    kind: 'calendar#calendarList',
    etag: '"1"',
    ...page(entries, query, pageSize(query, { most: 250, usual: 100 })),
  };
}

function getCalendar({ store, login, path }: CalendarCall) {
  const calendar = store.calendar(path.calendarId ?? '', login);
  if (!calendar?.listedFor.has(login)) throw new GoogleError(404, 'Not Found', 'notFound');
  return entry(calendar, login);
}

/** `calendarList`. */
export const calendarListMethods: readonly CalendarMethod[] = [
  {
    method: 'GET',
    path: 'users/me/calendarList',
    scopes: calendarScopes.calendarList,
    query: ['maxResults', 'minAccessRole', 'pageToken', 'showDeleted', 'showHidden', 'syncToken'],
    run: listCalendars,
  },
  {
    method: 'GET',
    path: 'users/me/calendarList/:calendarId',
    scopes: calendarScopes.calendarList,
    run: getCalendar,
  },
];
