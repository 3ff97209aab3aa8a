import { GoogleError } from '../gmail/google-error.ts';
import type { CalendarCall } from './calendar-call.ts';
import type { Calendar } from './calendar-store.ts';
import { etagOf } from './event-resource.ts';
import { type SeriesEvent, seriesEvents } from './series-events.ts';
import type { StoredEvent } from './stored-event.ts';

/** What an id means: an event or series, or one event of a series. */
export interface FoundEvent {
  readonly event: StoredEvent;
  readonly instance?: SeriesEvent;
}

/** The event with the id of the path. */
export function findEvent({ store, path }: CalendarCall, calendar: Calendar): FoundEvent {
  const id = path.eventId ?? '';
  const event = store.event(calendar, id);
  if (event) return { event };
  const [, seriesId = '', key = ''] = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/.exec(id) ?? [];
  const series = store.event(calendar, seriesId);
  const instance = series && instanceOf(series, key, calendar.timeZone);
  if (!series || !instance) throw new GoogleError(404, 'Not Found', 'notFound');
  return { event: series, instance };
}

function instanceOf(series: StoredEvent, key: string, timeZone: string): SeriesEvent | undefined {
  const date = key.slice(0, 8).replace(/(....)(..)(..)/, '$1-$2-$3');
  const limitMs = Date.parse(date) + 2 * 86_400_000;
  if (series.recurrence.length === 0 || Number.isNaN(limitMs)) return undefined;
  return seriesEvents(series, limitMs, timeZone).find((candidate) => candidate.key === key);
}

/** Whether nobody has changed the event since the state that an `If-Match` header names. */
export function requireEtag({ request }: CalendarCall, event: StoredEvent): void {
  const wanted = request.headers.get('if-match');
  if (wanted === null || wanted === '*' || wanted === etagOf(event)) return;
  throw new GoogleError(412, 'Precondition Failed', 'conditionNotMet');
}
