import type { ConnectionFetch, Effect } from '@sidecar/core';
import type { z } from 'zod';
import { readAnswer } from './google-calendar-errors.ts';

/** One request to the API, below `/calendar/v3/`. */
export interface CalendarRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Parts of the path; each is escaped. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: object;
  /** Refused with 412 when the event has another etag by now. */
  readonly ifMatch?: string | undefined;
  readonly effect?: Effect;
  readonly signal: AbortSignal;
}

/** Makes a request and reads its answer, or fails with a SidecarError. */
export type CalendarApi = <Answer extends z.ZodType>(
  request: CalendarRequest,
  schema: Answer,
) => Promise<z.output<Answer>>;

/** The API over the connection's fetch. */
export function calendarApi(fetch: ConnectionFetch, apiUrl: URL): CalendarApi {
  return async (request, schema) => {
    const { method = 'GET', body, ifMatch, effect = 'read', signal } = request;
    const response = await fetch(address(apiUrl, request), {
      method,
      signal,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(effect === 'read' ? { idempotent: true } : {}),
    });
    return readAnswer(response, schema, effect);
  };
}

function address(apiUrl: URL, { path, query = {} }: CalendarRequest): URL {
  const url = new URL(`/calendar/v3/${path.map(encodeURIComponent).join('/')}`, apiUrl);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}
