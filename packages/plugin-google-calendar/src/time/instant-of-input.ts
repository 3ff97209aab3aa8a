import { addDays } from './add-days.ts';
import { readTime } from './time-input.ts';
import { instantOf } from './zoned-time.ts';

/** Whether a day without a time means its beginning or its end. */
export type DayEdge = 'start' | 'end';

/** The instant that an input means. Its zone is only asked for when the input does not say its offset. */
export async function instantOfInput(
  text: string,
  edge: DayEdge,
  zone: () => Promise<string>,
): Promise<number> {
  const time = readTime(text);
  // Schemas have let only readable times pass.
  if (time === undefined) throw new RangeError('The time was not checked.');
  if (time.kind === 'instant') return time.instantMs;
  if (time.kind === 'local') return instantOf(time.localTime, await zone());
  const day = edge === 'start' ? time.date : addDays(time.date, 1);
  return instantOf(`${day}T00:00:00`, await zone());
}
