export type { GoogleCalendarEndpoints, GoogleCalendarOptions } from './google-calendar-auth.ts';
export type { GoogleCalendarClient } from './google-calendar-client.ts';
export { googleCalendar } from './google-calendar-plugin.ts';
