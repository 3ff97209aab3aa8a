import { invalidInput } from '../invalid-input.ts';
import { type EventSpan, type GoogleSpan, googleSpan } from './event-span.ts';
import { spanFromInput } from './span-from-input.ts';

/** What a tool was told about when an event shall be. */
export interface TimeChange {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** When an event shall be that was at another time; undefined where nothing was said about it. Its length stays unless an end is given. */
export async function changedSpan(
  current: EventSpan,
  { start, end, timeZone }: TimeChange,
  calendarZone: () => Promise<string>,
): Promise<EventSpan | undefined> {
  if (start === undefined && end === undefined) {
    if (timeZone === undefined) return undefined;
    throw invalidInput('time_zone', 'says something only together with start or end');
  }
  const ownZone = current.kind === 'times' ? current.timeZone : undefined;
  const zone = async () => ownZone ?? calendarZone();
  const input = { start: start ?? beginningOf(current), end, timeZone };
  return spanFromInput(input, { zone, needsZone: true, lengthOf: current });
}

function beginningOf(span: EventSpan): string {
  return span.kind === 'days' ? span.firstDay : new Date(span.startMs).toISOString();
}

/**
 * A span as a change of an event that had another one. Google merges what it gets into what it has, so that the fields
 * of the other kind have to be cleared when whole days become times or the other way round.
 */
export function googleSpanChange(before: EventSpan, span: EventSpan): GoogleSpan {
  const { start, end } = googleSpan(span);
  if (before.kind === span.kind) return { start, end };
  const cleared = span.kind === 'days' ? { dateTime: null, timeZone: null } : { date: null };
  return { start: { ...start, ...cleared }, end: { ...end, ...cleared } };
}
