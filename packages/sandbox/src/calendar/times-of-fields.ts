import { GoogleError } from '../gmail/google-error.ts';
import type { EventFields } from './event-fields.ts';
import type { EventTime } from './stored-event.ts';
import { isZone, zonedInstant } from './zone-clock.ts';

type TimeFields = NonNullable<EventFields['start']>;

/** An event's beginning and end. */
export interface EventTimes {
  readonly start: EventTime;
  readonly end: EventTime;
}

/** The times that an app has sent, or Google's refusal of them. A series needs a zone. */
export function timesOfFields(
  { start, end }: { readonly start?: TimeFields | undefined; readonly end?: TimeFields | undefined },
  isSeries: boolean,
): EventTimes {
  if (!start || isEmpty(start)) throw new GoogleError(400, 'Missing start time.', 'required');
  if (!end || isEmpty(end)) throw new GoogleError(400, 'Missing end time.', 'required');
  const times = { start: readTime(start, 'start', isSeries), end: readTime(end, 'end', isSeries) };
  const [isStartDay, isEndDay] = ['date' in times.start, 'date' in times.end];
  if (isStartDay !== isEndDay) {
    throw new GoogleError(
      400,
      'The start and end times must either both be date or both be dateTime.',
      'invalid',
    );
  }
  const isEmptyRange =
    'date' in times.start && 'date' in times.end
      ? times.end.date <= times.start.date
      : order(times.end) < order(times.start);
  if (isEmptyRange) throw new GoogleError(400, 'The specified time range is empty.', 'timeRangeEmpty');
  return times;
}

function order(time: EventTime): number {
  return 'date' in time ? Date.parse(time.date) : time.instantMs;
}

function isEmpty({ date, dateTime }: TimeFields): boolean {
  return !date && !dateTime;
}

function readTime(
  { date, dateTime, timeZone }: TimeFields,
  name: 'start' | 'end',
  isSeries: boolean,
): EventTime {
  const invalid = new GoogleError(400, `Invalid ${name} time.`, 'invalid');
  if (timeZone && !isZone(timeZone)) {
    throw new GoogleError(400, `Invalid time zone definition for ${name} time.`, 'invalid');
  }
  if (date && dateTime) throw invalid;
  if (date) return readDay(date, invalid);
  const [, local, offset] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(dateTime ?? '') ?? [];
  if (local === undefined || Number.isNaN(Date.parse(`${local}Z`))) throw invalid;
  const needsZone = offset === undefined || isSeries;
  if (needsZone && !timeZone) {
    throw new GoogleError(400, `Missing time zone definition for ${name} time.`, 'required');
  }
  const zone = timeZone ?? undefined;
  const instantMs =
    offset === undefined ? zonedInstant(local, zone ?? 'UTC') : Date.parse(`${local}${offset}`);
  return { instantMs, timeZone: zone };
}

function readDay(date: string, invalid: GoogleError): EventTime {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) throw invalid;
  return { date };
}
