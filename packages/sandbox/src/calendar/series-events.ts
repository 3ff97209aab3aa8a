import { instanceKey } from './event-time.ts';
import { parseRule, type Rule } from './recurrence-rule.ts';
import { ruleDates } from './rule-dates.ts';
import type { EventContent, EventTime, StoredEvent } from './stored-event.ts';
import { zonedInstant, zonedText } from './zone-clock.ts';

const dayMs = 86_400_000;

/** One event of a series. */
export interface SeriesEvent {
  readonly key: string;
  readonly originalStart: EventTime;
  readonly content: EventContent;
}

/** The events of a series that begin until an instant, changed and cancelled ones among them. */
export function seriesEvents(event: StoredEvent, untilMs: number, defaultZone: string): SeriesEvent[] {
  const zone = zoneOf(event, defaultZone);
  const starts = new Map(
    seriesStarts(event, untilMs, zone).map((start) => [instanceKey(start), start] as const),
  );
  return [...starts].map(([key, originalStart]) => ({
    key,
    originalStart,
    content: event.exceptions.get(key) ?? shifted(event.content, originalStart),
  }));
}

function zoneOf({ content }: StoredEvent, defaultZone: string): string {
  return 'date' in content.start ? defaultZone : (content.start.timeZone ?? defaultZone);
}

function seriesStarts({ content, recurrence }: StoredEvent, untilMs: number, zone: string): EventTime[] {
  const { start } = content;
  const localText = 'date' in start ? start.date : zonedText(start.instantMs, zone).slice(0, 19);
  const [firstDate = '', timeOfDay] = localText.split('T');
  const at = (date: string): EventTime =>
    'date' in start
      ? { date }
      : { instantMs: zonedInstant(`${date}T${timeOfDay}`, zone), timeZone: start.timeZone };
  const rules = recurrence.filter((line) => line.startsWith('RRULE')).map(parseRule);
  const byRule = rules.flatMap((rule) => {
    const dates = ruleDates(rule, Date.parse(firstDate), untilMs + dayMs);
    return [...dates].map((day) => at(new Date(day).toISOString().slice(0, 10))).filter(isWithin(rule));
  });
  const extra = listedKeys(recurrence, 'RDATE', zone);
  const excluded = new Set(listedKeys(recurrence, 'EXDATE', zone).map(instanceKey));
  const all = [...(rules.length === 0 ? [start] : byRule), ...extra];
  return all.filter((candidate) => !excluded.has(instanceKey(candidate)));
}

/** UNTIL is inclusive. */
function isWithin({ until }: Rule) {
  return (start: EventTime): boolean => {
    if (until === undefined) return true;
    const key = instanceKey(start);
    return until.length === 8 ? key.slice(0, 8) <= until : key <= until;
  };
}

/** The times of `EXDATE` and `RDATE` lines. */
function listedKeys(lines: readonly string[], name: string, zone: string): EventTime[] {
  return lines.flatMap((line) => {
    const [, parameters = '', values] = new RegExp(`^${name}((?:;[^:]*)?):(.+)$`).exec(line) ?? [];
    const named = /TZID=([^;:]+)/.exec(parameters)?.[1] ?? zone;
    return (values ?? '').split(',').flatMap((value) => listedTime(value, named));
  });
}

function listedTime(value: string, zone: string): EventTime[] {
  const [, year, month, day, time, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{6})(Z?))?$/.exec(value) ?? [];
  if (year === undefined) return [];
  const date = `${year}-${month}-${day}`;
  if (time === undefined) return [{ date }];
  const localText = `${date}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}`;
  const instantMs = utc === 'Z' ? Date.parse(`${localText}Z`) : zonedInstant(localText, zone);
  return [{ instantMs, timeZone: zone }];
}

/** The content of a series at the time of one of its events. */
function shifted(content: EventContent, start: EventTime): EventContent {
  const { start: first, end } = content;
  if ('date' in start) {
    const days = 'date' in first && 'date' in end ? Date.parse(end.date) - Date.parse(first.date) : dayMs;
    return {
      ...content,
      start,
      end: { date: new Date(Date.parse(start.date) + days).toISOString().slice(0, 10) },
    };
  }
  const lengthMs = 'date' in first || 'date' in end ? 0 : end.instantMs - first.instantMs;
  return { ...content, start, end: { instantMs: start.instantMs + lengthMs, timeZone: start.timeZone } };
}
