import type { CalendarCall } from './calendar-call.ts';

/** One method of the Calendar API: where it is, what it needs, what it does. */
export interface CalendarMethod {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/calendar/v3/`. */
  readonly path: string;
  /** Any one of them. */
  readonly scopes: readonly string[];
  /** The query parameters it knows beside those of every Google API. */
  readonly query?: readonly string[];
  /** The answer's JSON; nothing means 204. */
  readonly run: (call: CalendarCall) => object | undefined | Promise<object | undefined>;
}
