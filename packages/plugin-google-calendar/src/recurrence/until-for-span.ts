import type { EventSpan } from '../time/event-span.ts';
import { instantOf } from '../time/zoned-time.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** The rule with its end in the form that its event needs: a date for whole days, else an instant in UTC (RFC 5545). */
export function untilForSpan(rule: RecurrenceRule, span: EventSpan): RecurrenceRule {
  const until = rule.get('UNTIL');
  if (until === undefined) return rule;
  if (span.kind === 'days') return new Map(rule).set('UNTIL', until.slice(0, 8));
  if (until.endsWith('Z')) return rule;
  const [date, time] = [until.slice(0, 8), until.slice(9) || '235959'];
  const localTime = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}`;
  return new Map(rule).set('UNTIL', utcStamp(instantOf(localTime, span.timeZone ?? 'UTC')));
}

/** An instant as iCalendar writes it: `20260131T090000Z`. */
export function utcStamp(instantMs: number): string {
  return `${new Date(instantMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
