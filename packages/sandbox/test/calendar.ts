import type { Sandbox } from '../src/index.ts';
import { apiOf, connect } from './app.ts';

/** The scopes that open all of the Calendar API. */
export const calendarScope = 'https://www.googleapis.com/auth/calendar';

/** The Calendar API as one person reaches it. */
export async function calendarOf(sandbox: Sandbox, login = 'ada@sandbox.example', scope = calendarScope) {
  const { access_token } = await connect(sandbox, 'google', { login, change: { scope } });
  const api = apiOf(sandbox.google, access_token);
  return (path: string, body?: object, { method = body ? 'POST' : 'GET', headers = {} } = {}) =>
    api(`/calendar/v3/${path}`, { method, headers, ...(body && { body }) });
}
