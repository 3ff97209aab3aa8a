import { invalidInput } from '../invalid-input.ts';
import { parseRule } from '../recurrence/recurrence-rule.ts';
import { addDays } from '../time/add-days.ts';
import { daysBetween } from '../time/days-between.ts';
import type { EventSpan } from '../time/event-span.ts';
import { instantOf, localTimeAt } from '../time/zoned-time.ts';

/** A series, one of its events, and when that event shall be. */
export interface SeriesMove {
  readonly series: EventSpan;
  readonly named: EventSpan;
  readonly wanted: EventSpan;
}

/** When a series begins after one of its events was moved: as many days later or earlier, at the new time of day. */
export function movedSeries({ series, named, wanted }: SeriesMove): EventSpan {
  const shiftDays = shiftOf(named, wanted);
  if (wanted.kind === 'days') {
    return { ...wanted, firstDay: addDays(dayOf(series, zoneOf(named)), shiftDays) };
  }
  const zone = wanted.timeZone ?? zoneOf(series) ?? 'UTC';
  const [, timeOfDay] = localTimeAt(wanted.startMs, zone).split('T');
  const startMs = instantOf(`${addDays(dayOf(series, zone), shiftDays)}T${timeOfDay}`, zone);
  return { ...wanted, startMs, endMs: startMs + wanted.endMs - wanted.startMs, timeZone: zone };
}

/** A rule that names days would not fit events on other days. */
export function requireFittingRule(named: EventSpan, wanted: EventSpan, recurrence: readonly string[]): void {
  if (shiftOf(named, wanted) === 0) return;
  const namesDays = recurrence.some((line) => {
    const rule = /^RRULE/i.test(line) ? parseRule(line) : undefined;
    return rule && [...rule.keys()].some((part) => part.startsWith('BY'));
  });
  if (!namesDays) return;
  throw invalidInput(
    'start',
    'is on another day than the rule of the series',
    'Give the new rule as repeat too.',
  );
}

function shiftOf(named: EventSpan, wanted: EventSpan): number {
  const zone = zoneOf(wanted) ?? zoneOf(named);
  return daysBetween(dayOf(named, zone), dayOf(wanted, zone));
}

function dayOf(span: EventSpan, zone: string | undefined): string {
  if (span.kind === 'days') return span.firstDay;
  return localTimeAt(span.startMs, zone ?? span.timeZone ?? 'UTC').slice(0, 10);
}

function zoneOf(span: EventSpan): string | undefined {
  return span.kind === 'times' ? span.timeZone : undefined;
}
