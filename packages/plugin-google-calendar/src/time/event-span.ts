import { addDays } from './add-days.ts';
import { daysBetween } from './days-between.ts';
import { isoInZone, isTimeZone } from './zoned-time.ts';

/** From when to when: whole days, or two instants in a zone. */
export type EventSpan =
  | { readonly kind: 'days'; readonly firstDay: string; readonly dayCount: number }
  | {
      readonly kind: 'times';
      readonly startMs: number;
      readonly endMs: number;
      /** The calendar's own unless given. */
      readonly timeZone?: string | undefined;
    };

/** Google's form of a beginning or end; the end of whole days is the day after. */
export interface EventDateTime {
  readonly date?: string | null | undefined;
  readonly dateTime?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
}

/** An event's `start` and `end`. */
export interface GoogleSpan {
  readonly start: EventDateTime;
  readonly end: EventDateTime;
}

/** The span in Google's form. */
export function googleSpan(span: EventSpan): GoogleSpan {
  if (span.kind === 'days') {
    return { start: { date: span.firstDay }, end: { date: addDays(span.firstDay, span.dayCount) } };
  }
  const { startMs, endMs, timeZone } = span;
  const edge = (instantMs: number) => ({
    dateTime: isoInZone(instantMs, timeZone ?? 'UTC'),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return { start: edge(startMs), end: edge(endMs) };
}

/** The span of an event; undefined when Google does not say when it is. */
export function spanOfEvent({
  start,
  end,
}: {
  readonly start?: EventDateTime | null | undefined;
  readonly end?: EventDateTime | null | undefined;
}): EventSpan | undefined {
  if (start?.date) {
    const dayCount = end?.date ? Math.max(1, daysBetween(start.date, end.date)) : 1;
    return Number.isNaN(dayCount) ? undefined : { kind: 'days', firstDay: start.date, dayCount };
  }
  const startMs = Date.parse(start?.dateTime ?? '');
  if (Number.isNaN(startMs)) return undefined;
  const endMs = Date.parse(end?.dateTime ?? '');
  // A zone that this Node does not know could not be calculated with.
  const timeZone = start?.timeZone && isTimeZone(start.timeZone) ? start.timeZone : undefined;
  return { kind: 'times', startMs, endMs: Number.isNaN(endMs) ? startMs : endMs, timeZone };
}
