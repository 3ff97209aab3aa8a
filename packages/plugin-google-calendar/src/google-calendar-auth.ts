import type { OAuth2 } from '@sidecar/core';
import { type GoogleEndpoints, type GoogleOptions, googleAuth } from '@sidecar/google';

/** Where Google's services are; set only to reach a stand-in of them. */
export interface GoogleCalendarEndpoints extends GoogleEndpoints {}

/** What a host can set. */
export interface GoogleCalendarOptions extends GoogleOptions {}

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;
const everything = scope('calendar');
const readEverything = scope('calendar.readonly');
const events = scope('calendar.events');
const calendarList = scope('calendar.calendarlist.readonly');
const freeBusy = scope('calendar.freebusy');

/** For each ability the scopes of which any one is enough. https://developers.google.com/workspace/calendar/api/auth */
export const calendarScopes = {
  listCalendars: [calendarList, scope('calendar.calendarlist'), everything, readEverything],
  readEvents: [events, scope('calendar.events.readonly'), everything, readEverything],
  writeEvents: [events, everything],
  freeBusy: [freeBusy, scope('calendar.events.freebusy'), everything, readEverything],
} as const;

/** Google, asked for what the tools need: not for `calendar`, with which calendars can be shared and deleted. */
export function googleCalendarAuth(options: GoogleCalendarOptions): OAuth2 {
  return googleAuth(options, [events, calendarList, freeBusy]);
}
