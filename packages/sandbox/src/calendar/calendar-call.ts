import { createHash } from 'node:crypto';
import { GoogleError } from '../gmail/google-error.ts';
import type { Calendar, CalendarRole, CalendarStore } from './calendar-store.ts';
import { isZone } from './zone-clock.ts';

/** One call that has passed authentication, as a method sees it. */
export interface CalendarCall {
  readonly store: CalendarStore;
  readonly login: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly request: Request;
  readonly now: number;
}

const ranks: Readonly<Record<CalendarRole, number>> = { freeBusyReader: 0, reader: 1, writer: 2, owner: 3 };

/** The calendar of the path, if the person has at least this role in it. */
export function calendarOf({ store, login, path }: CalendarCall, least: CalendarRole): Calendar {
  const calendar = store.calendar(path.calendarId ?? '', login);
  const role = calendar?.roles.get(login) ?? calendar?.roles.get('everybody');
  // To whom nothing is shared, a calendar is not there.
  if (!calendar || !role || (role === 'freeBusyReader' && least !== 'freeBusyReader')) {
    throw new GoogleError(404, 'Not Found', 'notFound');
  }
  if (ranks[role] < ranks[least]) {
    throw new GoogleError(403, `You need to have ${least} access to this calendar.`, 'requiredAccessLevel');
  }
  return calendar;
}

/** A flag of the query string. */
export function flagParameter(query: URLSearchParams, name: string): boolean {
  const value = query.get(name) ?? 'false';
  if (value === 'true' || value === 'false') return value === 'true';
  throw new GoogleError(
    400,
    `Invalid value '${value}'. Values must match the following regular expression: 'true|false'`,
    'invalidParameter',
  );
}

/** An instant of the query string, whose offset must be there. */
export function instantParameter(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  const isRfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
  if (!isRfc3339 || Number.isNaN(Date.parse(value))) throw new GoogleError(400, 'Bad Request', 'badRequest');
  return Date.parse(value);
}

/** How many entries a page has. */
export function pageSize(query: URLSearchParams, { most, usual }: { most: number; usual: number }): number {
  const value = query.get('maxResults') ?? String(usual);
  if (/^[1-9]\d{0,8}$/.test(value)) return Math.min(most, Number(value));
  throw new GoogleError(400, `Invalid value '${value}' for maxResults.`, 'invalidParameter');
}

/** The zone that the answer is for. */
export function zoneParameter(query: URLSearchParams, usual: string): string {
  const value = query.get('timeZone') ?? usual;
  if (isZone(value)) return value;
  throw new GoogleError(400, 'Invalid time zone.', 'invalid');
}

/** One page of a list, and the token of the next. Tokens belong to one list. */
export function page<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  size: number,
): { readonly items: Item[]; readonly nextPageToken?: string } {
  const [, listed, offset] = /^([\w-]+)\.(\d+)$/.exec(query.get('pageToken') ?? `${listOf(query)}.0`) ?? [];
  if (listed !== listOf(query)) throw new GoogleError(400, 'Invalid page token value.', 'invalid');
  const first = Number(offset);
  const end = first + size;
  return { items: items.slice(first, end), ...(end < items.length && { nextPageToken: `${listed}.${end}` }) };
}

function listOf(query: URLSearchParams): string {
  const selection = [...query].filter(([name]) => name !== 'pageToken' && name !== 'maxResults').sort();
  return createHash('sha256').update(JSON.stringify(selection)).digest('base64url').slice(0, 20);
}
