import type { Calendar } from './calendar-store.ts';
import { type EventView, eventResource, instanceResource } from './event-resource.ts';
import { instantOfTime } from './event-time.ts';
import { type SeriesEvent, seriesEvents } from './series-events.ts';
import type { EventContent, StoredEvent } from './stored-event.ts';
import { zonedInstant } from './zone-clock.ts';

const yearMs = 366 * 86_400_000;

/** Which events of a calendar are wanted. */
export interface EventFilter {
  readonly timeMinMs?: number | undefined;
  readonly timeMaxMs?: number | undefined;
  readonly words?: string | undefined;
  readonly showDeleted: boolean;
  readonly singleEvents: boolean;
  readonly now: number;
}

/** An event in a list, with what puts it in its place. */
export interface ListedEvent {
  readonly content: EventContent;
  readonly startMs: number;
  readonly endMs: number;
  readonly resource: (view: EventView) => object;
}

/** The events that fit, each of a series by itself or the series as one. */
export function listedEvents(
  calendar: Calendar,
  events: readonly StoredEvent[],
  filter: EventFilter,
): ListedEvent[] {
  const untilMs = Math.min(filter.timeMaxMs ?? Number.POSITIVE_INFINITY, filter.now + 2 * yearMs);
  return events
    .flatMap((event) => entriesOf(event, calendar, { untilMs, singleEvents: filter.singleEvents }))
    .filter((entry) => fits(entry, filter));
}

/** The events of one series, or the event itself. */
export function entriesOf(
  event: StoredEvent,
  { timeZone }: Calendar,
  { untilMs, singleEvents }: { readonly untilMs: number; readonly singleEvents: boolean },
): ListedEvent[] {
  const midnight = (date: string) => zonedInstant(`${date}T00:00:00`, timeZone);
  const listed = (content: EventContent, resource: ListedEvent['resource']): ListedEvent => ({
    content,
    startMs: instantOfTime(content.start, midnight),
    endMs: instantOfTime(content.end, midnight),
    resource,
  });
  const single = (instance: SeriesEvent) =>
    listed(instance.content, (view) => instanceResource(event, instance, view));
  if (event.recurrence.length === 0) return [listed(event.content, (view) => eventResource(event, view))];
  const instances = seriesEvents(event, untilMs, timeZone);
  if (event.content.status === 'cancelled' && singleEvents) return [];
  if (singleEvents) return instances.map(single);
  const last = instances.at(-1);
  const whole = listed(event.content, (view) => eventResource(event, view));
  const end = last ? single(last).endMs : whole.endMs;
  const changed = instances.filter(({ key }) => event.exceptions.has(key)).map(single);
  return [{ ...whole, endMs: end }, ...changed];
}

function fits({ content, startMs, endMs }: ListedEvent, filter: EventFilter): boolean {
  const { timeMinMs, timeMaxMs, words, showDeleted } = filter;
  if (content.status === 'cancelled' && !showDeleted) return false;
  // Lower bound of the end and upper bound of the beginning, both exclusive; an event without length ends as it begins.
  if (timeMinMs !== undefined && Math.max(endMs, startMs + 1) <= timeMinMs) return false;
  if (timeMaxMs !== undefined && startMs >= timeMaxMs) return false;
  if (words === undefined) return true;
  const { summary, description, location } = content.texts;
  const guests = content.guests.flatMap(({ email, displayName }) => [email, displayName]);
  const text = [summary, description, location, ...guests].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
