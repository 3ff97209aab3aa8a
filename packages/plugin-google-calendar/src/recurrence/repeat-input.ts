import { z } from 'zod';
import { readTime } from '../time/time-input.ts';
import { parseRule, type RecurrenceRule } from './recurrence-rule.ts';

const frequencies = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;

const fields = z
  .strictObject({
    every: z.enum(['day', 'week', 'month', 'year']).describe('How often.'),
    interval: z.int().min(1).max(999).optional().describe('2: every second one.'),
    on: z
      .array(z.string().regex(/^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/))
      .min(1)
      .max(7)
      .optional()
      .describe('Weekdays: MO, TU …; in a month 2TU is the second, -1FR the last.'),
    until: z
      .string()
      .refine((text) => readTime(text)?.kind === 'date', { message: 'must be a date like 2026-01-31' })
      .optional()
      .describe('Last day, YYYY-MM-DD.'),
    count: z.int().min(1).max(10_000).optional().describe('How often in all.'),
  })
  .refine(({ until, count }) => until === undefined || count === undefined, {
    message: 'takes until or count, not both',
  });

const rule = z
  .string()
  .max(500)
  .refine((text) => parseRule(text) !== undefined, {
    message: 'must be an RRULE such as FREQ=WEEKLY;BYDAY=MO',
  });

/** How an event repeats: a few fields, or a rule of RFC 5545. */
export const repeatInput = z.union([fields, rule]);

/** The input as a rule, its last day still a date. */
export function ruleOf(input: z.output<typeof repeatInput>): RecurrenceRule {
  const found = parseRule(typeof input === 'string' ? input : ruleText(input));
  // Schemas have let only readable rules pass.
  if (found === undefined) throw new RangeError('The rule was not checked.');
  return found;
}

function ruleText({ every, interval, on, until, count }: z.output<typeof fields>): string {
  return [
    `FREQ=${frequencies[every]}`,
    ...(interval === undefined ? [] : [`INTERVAL=${interval}`]),
    ...(on === undefined ? [] : [`BYDAY=${on.join(',')}`]),
    ...(until === undefined ? [] : [`UNTIL=${until.replaceAll('-', '')}`]),
    ...(count === undefined ? [] : [`COUNT=${count}`]),
  ].join(';');
}
