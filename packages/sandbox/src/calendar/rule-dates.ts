import type { Rule } from './recurrence-rule.ts';

const dayMs = 86_400_000;
const mostPeriods = 20_000;

/** The dates of a rule (RFC 5545) from its first one on, in order; days are midnights in UTC. `lastDayMs` ends what has no end. */
export function* ruleDates(rule: Rule, firstDayMs: number, lastDayMs: number): Generator<number> {
  let found = 0;
  for (let period = 0; period < mostPeriods; period += 1) {
    const days = periodDays(rule, firstDayMs, period * rule.interval);
    if ((days[0] ?? Number.POSITIVE_INFINITY) > lastDayMs) return;
    for (const day of chosen(
      rule,
      days.filter((candidate) => fits(rule, candidate, firstDayMs)),
    )) {
      if (day < firstDayMs) continue;
      if (day > lastDayMs || (rule.count !== undefined && found >= rule.count)) return;
      found += 1;
      yield day;
    }
  }
}

/** All days of the period that is so many days, weeks, months or years after that of the first day. */
function periodDays({ frequency, weekStart }: Rule, firstDayMs: number, steps: number): number[] {
  const first = new Date(firstDayMs);
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  if (frequency === 'DAILY') return [firstDayMs + steps * dayMs];
  if (frequency === 'WEEKLY') {
    const sinceWeekStart = (first.getUTCDay() - weekStart + 7) % 7;
    return daysFrom(firstDayMs + (steps * 7 - sinceWeekStart) * dayMs, 7);
  }
  const isYear = frequency === 'YEARLY';
  const begin = isYear ? Date.UTC(year + steps, 0) : Date.UTC(year, month + steps);
  const end = isYear ? Date.UTC(year + steps + 1, 0) : Date.UTC(year, month + steps + 1);
  return daysFrom(begin, (end - begin) / dayMs);
}

function daysFrom(begin: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => begin + index * dayMs);
}

function fits(rule: Rule, candidateMs: number, firstDayMs: number): boolean {
  const day = new Date(candidateMs);
  const first = new Date(firstDayMs);
  const { frequency, days, monthDays, months } = rule;
  if (months && !months.includes(day.getUTCMonth() + 1)) return false;
  if (monthDays && !monthDays.some((nth) => isNthOfMonth(day, nth))) return false;
  if (days)
    return days.some(({ weekday, nth }) => day.getUTCDay() === weekday && isNthWeekday(rule, day, nth));
  if (frequency === 'WEEKLY') return day.getUTCDay() === first.getUTCDay();
  if (frequency === 'DAILY' || monthDays) return true;
  if (day.getUTCDate() !== first.getUTCDate()) return false;
  return frequency === 'MONTHLY' || months !== undefined || day.getUTCMonth() === first.getUTCMonth();
}

function isNthOfMonth(day: Date, nth: number): boolean {
  if (nth > 0) return day.getUTCDate() === nth;
  const lastDay = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  return day.getUTCDate() === lastDay + nth + 1;
}

/** Whether a day is the nth of its weekday: in its month, or in its year for a yearly rule without months. */
function isNthWeekday({ frequency, months }: Rule, day: Date, nth: number | undefined): boolean {
  if (nth === undefined) return true;
  const inYear = frequency === 'YEARLY' && months === undefined;
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  const begin = inYear ? Date.UTC(year, 0) : Date.UTC(year, month);
  const end = inYear ? Date.UTC(year + 1, 0) : Date.UTC(year, month + 1);
  const fromBegin = Math.floor((day.getTime() - begin) / (7 * dayMs)) + 1;
  const fromEnd = -(Math.floor((end - dayMs - day.getTime()) / (7 * dayMs)) + 1);
  return nth === fromBegin || nth === fromEnd;
}

function chosen({ positions }: Rule, days: readonly number[]): readonly number[] {
  if (!positions) return days;
  const indexes = new Set(
    positions.map((position) => (position > 0 ? position - 1 : days.length + position)),
  );
  return days.filter((_, index) => indexes.has(index));
}
