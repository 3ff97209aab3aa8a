import { expect, it } from 'vitest';
import { parseRule, ruleLine } from './recurrence-rule.ts';
import { ruleOf } from './repeat-input.ts';
import { untilForSpan } from './until-for-span.ts';

it.each([
  ['FREQ=DAILY', 'RRULE:FREQ=DAILY'],
  ['FREQ=DAILY;UNTIL=99991231T235959Z', 'RRULE:FREQ=DAILY;UNTIL=99991231T235959Z'],
  ['rrule:freq=weekly;byday=mo,we;wkst=su;', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU'],
  [
    'FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=-1;INTERVAL=2;COUNT=5',
    'RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=-1;INTERVAL=2;COUNT=5',
  ],
])('takes %j', (text, line) => {
  expect(ruleLine(parseRule(text) ?? new Map())).toBe(line);
});

it.each([
  '',
  'weekly',
  'FREQ=HOURLY',
  'FREQ=DAILY;FREQ=DAILY',
  'FREQ=DAILY;COUNT=1;UNTIL=20260101',
  'FREQ=DAILY;COUNT=0',
  'COUNT=3',
  'FREQ=DAILY\r\nDESCRIPTION:x',
  'FREQ=DAILY;X-NAME=1',
  'FREQ=DAILY;BYDAY=XX',
  'FREQ=DAILY;UNTIL=tomorrow',
  'FREQ=DAILY;UNTIL=20261399',
  'FREQ=DAILY;UNTIL=20260230T100000Z',
  'FREQ=DAILY;UNTIL=20260228T996000',
  'FREQ=DAILY;COUNT==3',
  'FREQ=DAILY;__proto__=1',
  'FREQ=DAILY;constructor=1',
  `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(200)}`,
])('refuses %j', (text) => {
  expect(parseRule(text)).toBeUndefined();
});

it.each([
  [
    { every: 'week', on: ['MO', 'FR'], interval: 2, count: 4 },
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=4',
  ],
  [{ every: 'month', on: ['-1FR'] }, 'RRULE:FREQ=MONTHLY;BYDAY=-1FR'],
  [{ every: 'year', until: '2030-12-31' }, 'RRULE:FREQ=YEARLY;UNTIL=20301231'],
] as const)('writes %j as a rule', (fields, line) => {
  const { on, ...rest } = fields as { on?: readonly string[]; every: 'week' };
  expect(ruleLine(ruleOf(on ? { ...rest, on: [...on] } : rest))).toBe(line);
});

it('brings the last day into the form that the event needs', () => {
  const rule = ruleOf('FREQ=DAILY;UNTIL=20260501');
  const times = { kind: 'times', startMs: 0, endMs: 0, timeZone: 'Europe/Berlin' } as const;
  expect(untilForSpan(rule, times).get('UNTIL')).toBe('20260501T215959Z');
  expect(untilForSpan(rule, { kind: 'days', firstDay: '2026-04-01', dayCount: 1 }).get('UNTIL')).toBe(
    '20260501',
  );
  const exact = ruleOf('FREQ=DAILY;UNTIL=20260501T100000Z');
  expect(untilForSpan(exact, times).get('UNTIL')).toBe('20260501T100000Z');
  expect(untilForSpan(exact, { kind: 'days', firstDay: '2026-04-01', dayCount: 1 }).get('UNTIL')).toBe(
    '20260501',
  );
  expect(untilForSpan(ruleOf('FREQ=DAILY;UNTIL=20260501T100000'), times).get('UNTIL')).toBe(
    '20260501T080000Z',
  );
});
