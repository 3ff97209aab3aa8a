import { SidecarError } from '@sidecar/core';
import type { CalendarEvent } from '../event-schema.ts';
import { integration } from '../google-calendar-errors.ts';
import { parseRule, type RecurrenceRule, ruleLine } from '../recurrence/recurrence-rule.ts';
import { utcStamp } from '../recurrence/until-for-span.ts';
import { addDays } from '../time/add-days.ts';
import type { EventSpan } from '../time/event-span.ts';

/** The rules of a series up to an event, and those from that event on. */
export interface DividedRules {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Divides the rules of a series at one of its events. `eventsBefore` counts those that come before it and is only asked
 * for where the rule says how many there are in all.
 */
export async function dividedRules(
  series: CalendarEvent,
  first: EventSpan,
  eventsBefore: () => Promise<number>,
): Promise<DividedRules> {
  const lines = series.recurrence ?? [];
  const rules = lines.filter((line) => /^RRULE[:;]/i.test(line)).map(parseRule);
  const excluded = lines.filter((line) => /^EXDATE[:;]/i.test(line));
  const [rule] = rules;
  // Dates of their own lie on either side, and several rules cannot be told apart.
  if (!rule || rules.length + excluded.length !== lines.length || rules.length > 1) {
    throw new SidecarError('not_supported', 'That series has rules that cannot be divided.', {
      integration,
      nextAction: 'Change single events of it, or the whole series.',
    });
  }
  const before = new Map(rule);
  before.delete('COUNT');
  before.set('UNTIL', endBefore(first));
  return {
    before: [ruleLine(before), ...excluded],
    after: [ruleLine(await rest(rule, eventsBefore)), ...excluded],
  };
}

async function rest(rule: RecurrenceRule, eventsBefore: () => Promise<number>): Promise<RecurrenceRule> {
  const count = rule.get('COUNT');
  if (count === undefined) return rule;
  return new Map(rule).set('COUNT', String(Math.max(1, Number(count) - (await eventsBefore()))));
}

/** The last moment before a span, in the form of UNTIL, which is inclusive. */
function endBefore(span: EventSpan): string {
  if (span.kind === 'days') return addDays(span.firstDay, -1).replaceAll('-', '');
  return utcStamp(span.startMs - 1000);
}
