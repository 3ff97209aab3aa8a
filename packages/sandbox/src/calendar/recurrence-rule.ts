import { GoogleError } from '../gmail/google-error.ts';

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A weekday of a rule: `{ weekday: 1 }` is every Monday, with `nth: -1` the last one of the month or year. */
export interface RuleDay {
  readonly weekday: number;
  readonly nth?: number;
}

/** An RRULE, as far as the sandbox goes. */
export interface Rule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count?: number;
  /** A date, or an instant in UTC, as it was written: `20260131` or `20260131T090000Z`. */
  readonly until?: string;
  readonly days?: readonly RuleDay[];
  readonly monthDays?: readonly number[];
  readonly months?: readonly number[];
  readonly positions?: readonly number[];
  /** The weekday on which weeks begin. */
  readonly weekStart: number;
}

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];

/** Reads `RRULE:…`, or refuses it as Google does. */
export function parseRule(line: string): Rule {
  const fields = fieldsOf(line);
  const until = fields.get('UNTIL');
  const count = numbers(fields.get('COUNT'), 100_000)?.[0];
  const isEndClear = until === undefined || (count === undefined && /^\d{8}(T\d{6}Z)?$/.test(until));
  if (!isEndClear) throw invalidRule();
  const days = fields.get('BYDAY')?.split(',').map(ruleDay);
  const monthDays = numbers(fields.get('BYMONTHDAY'), 31);
  const months = numbers(fields.get('BYMONTH'), 12);
  const positions = numbers(fields.get('BYSETPOS'), 366);
  return {
    frequency: frequencyOf(fields.get('FREQ')),
    interval: numbers(fields.get('INTERVAL'), 10_000)?.[0] ?? 1,
    weekStart: weekdays.indexOf(fields.get('WKST') ?? 'MO'),
    ...(count && { count }),
    ...(until && { until }),
    ...(days && { days }),
    ...(monthDays && { monthDays }),
    ...(months && { months }),
    ...(positions && { positions }),
  };
}

function fieldsOf(line: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const part of line.replace(/^RRULE:/, '').split(';')) {
    const [name = '', value] = part.split('=');
    if (value === undefined || !known.includes(name) || fields.has(name)) throw invalidRule();
    fields.set(name, value);
  }
  return fields;
}

function frequencyOf(text: string | undefined): Rule['frequency'] {
  const frequency = frequencies.find((name) => name === text);
  if (!frequency) throw invalidRule();
  return frequency;
}

function ruleDay(text: string): RuleDay {
  const [, nth, name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
  const weekday = weekdays.indexOf(name);
  if (weekday === -1 || Number(nth) === 0) throw invalidRule();
  return { weekday, ...(nth && { nth: Number(nth) }) };
}

function numbers(text: string | undefined, most: number): number[] | undefined {
  const values = text?.split(',').map(Number);
  if (values?.some((value) => !Number.isInteger(value) || value === 0 || Math.abs(value) > most))
    throw invalidRule();
  return values;
}

function invalidRule(): GoogleError {
  return new GoogleError(400, 'Invalid recurrence rule.', 'invalid');
}
