import { changedFields } from '../event-changes.ts';
import type { CalendarEvent } from '../event-schema.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { ruleLine } from '../recurrence/recurrence-rule.ts';
import { untilForSpan } from '../recurrence/until-for-span.ts';
import { changedSpan, googleSpanChange } from '../time/changed-span.ts';
import { spanOfEvent } from '../time/event-span.ts';
import type { EventUpdate } from './event-update.ts';
import { originalSpan } from './find-target.ts';
import { knownSpan } from './known-span.ts';
import { movedSeries, requireFittingRule } from './moved-series.ts';
import { patchUnlessEmpty } from './patch-unless-empty.ts';

/** A series, and the one of its events by which it was named, if it was. */
interface SeriesUpdate {
  readonly series: CalendarEvent;
  readonly named?: CalendarEvent | undefined;
  readonly update: EventUpdate;
}

/** Changes every event of a series. */
export async function updateSeries(
  client: GoogleCalendarClient,
  { series, named, update }: SeriesUpdate,
  signal: AbortSignal,
): Promise<CalendarEvent> {
  const { repeat, time, calendarZone, changes } = update;
  const current = knownSpan(spanOfEvent(series));
  const namedSpan = named ? knownSpan(originalSpan(named)) : current;
  const wanted = await changedSpan(namedSpan, time, calendarZone);
  if (wanted && repeat === undefined) requireFittingRule(namedSpan, wanted, series.recurrence ?? []);
  const moved = wanted && movedSeries({ series: current, named: namedSpan, wanted });
  const rules = repeat === 'never' ? [] : repeat && [ruleLine(untilForSpan(repeat, moved ?? current))];
  const body = {
    ...changedFields(series, changes),
    ...(moved === undefined ? {} : googleSpanChange(current, moved)),
    ...(rules === undefined ? {} : { recurrence: rules }),
  };
  return patchUnlessEmpty(client, { event: series, body, update }, signal);
}
