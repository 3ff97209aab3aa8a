import { invalidInput } from '../invalid-input.ts';
import { daysBetween } from './days-between.ts';
import type { EventSpan } from './event-span.ts';
import { readTime, type TimeInput } from './time-input.ts';
import { instantOf } from './zoned-time.ts';

const hourMs = 3_600_000;

/** What a tool was told; the end of whole days is their last day. */
export interface SpanInput {
  readonly start: string;
  readonly end?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** Where a span's zone comes from, and how long it is, when the input does not say it. */
export interface SpanDefaults {
  readonly zone: () => Promise<string>;
  /** A repeating event needs a zone even when its times have offsets. */
  readonly needsZone?: boolean;
  /** Keeps the length of another span unless the input says an end. */
  readonly lengthOf?: EventSpan | undefined;
}

/** The span that an input means. */
export async function spanFromInput(input: SpanInput, defaults: SpanDefaults): Promise<EventSpan> {
  const start = checked(input.start);
  const end = input.end === undefined ? undefined : checked(input.end);
  if (end && (end.kind === 'date') !== (start.kind === 'date')) {
    throw invalidInput('end', 'must be a day like the start, or a time like the start');
  }
  if (start.kind === 'date') return days(start.date, end?.kind === 'date' ? end.date : undefined, defaults);
  const isLocal = start.kind === 'local' || end?.kind === 'local';
  const timeZone = input.timeZone ?? (isLocal || defaults.needsZone ? await defaults.zone() : undefined);
  const instant = (time: Exclude<TimeInput, { kind: 'date' }>) =>
    time.kind === 'instant' ? time.instantMs : instantOf(time.localTime, timeZone ?? 'UTC');
  const startMs = instant(start);
  const endMs = end && end.kind !== 'date' ? instant(end) : startMs + lengthMs(defaults.lengthOf);
  if (endMs < startMs) throw invalidInput('end', 'is before the start');
  return { kind: 'times', startMs, endMs, ...(timeZone === undefined ? {} : { timeZone }) };
}

function days(firstDay: string, lastDay: string | undefined, { lengthOf }: SpanDefaults): EventSpan {
  const kept = lengthOf?.kind === 'days' ? lengthOf.dayCount : 1;
  const dayCount = lastDay === undefined ? kept : daysBetween(firstDay, lastDay) + 1;
  if (dayCount < 1) throw invalidInput('end', 'is before the start');
  return { kind: 'days', firstDay, dayCount };
}

function lengthMs(span: EventSpan | undefined): number {
  return span?.kind === 'times' ? span.endMs - span.startMs : hourMs;
}

function checked(text: string): TimeInput {
  const time = readTime(text);
  // Schemas have let only readable times pass.
  if (time === undefined) throw new RangeError('The time was not checked.');
  return time;
}
