import type { EventTime } from './stored-event.ts';
import { zonedText } from './zone-clock.ts';

/** A time as a resource says it, on the clocks of the zone that the answer is for. */
export function timeResource(time: EventTime, answerZone: string): object {
  if ('date' in time) return { date: time.date };
  const { instantMs, timeZone } = time;
  return { dateTime: zonedText(instantMs, answerZone), ...(timeZone && { timeZone }) };
}

/** The instant by which events are put in order and compared; whole days begin at midnight in the calendar's zone. */
export function instantOfTime(time: EventTime, midnight: (date: string) => number): number {
  return 'date' in time ? midnight(time.date) : time.instantMs;
}

/** The second part of the id of one event of a series. */
export function instanceKey(start: EventTime): string {
  if ('date' in start) return start.date.replaceAll('-', '');
  return `${new Date(start.instantMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
