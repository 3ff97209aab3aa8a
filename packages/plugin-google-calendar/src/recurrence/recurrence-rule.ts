/** The parts of an RRULE (RFC 5545) by name, in their order. */
export type RecurrenceRule = ReadonlyMap<string, string>;

const numbers = (digits: string) => `[+-]?${digits}(,[+-]?${digits})*`;
const weekday = '(MO|TU|WE|TH|FR|SA|SU)';

const forms: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,4}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: new RegExp(`^([+-]?\\d{1,2})?${weekday}(,([+-]?\\d{1,2})?${weekday})*$`),
  BYMONTHDAY: new RegExp(`^${numbers('\\d{1,2}')}$`),
  BYYEARDAY: new RegExp(`^${numbers('\\d{1,3}')}$`),
  BYWEEKNO: new RegExp(`^${numbers('\\d{1,2}')}$`),
  BYMONTH: /^\d{1,2}(,\d{1,2})*$/,
  BYSETPOS: new RegExp(`^${numbers('\\d{1,3}')}$`),
  WKST: new RegExp(`^${weekday}$`),
};

/** Reads `FREQ=WEEKLY;BYDAY=MO`, with or without `RRULE:`; undefined for what is no rule that Google takes. */
export function parseRule(text: string): RecurrenceRule | undefined {
  const parts = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';')
    .map((part) => part.split('='));
  const rule = new Map<string, string>();
  for (const [name = '', value = '', ...rest] of parts) {
    const isKnown = Object.hasOwn(forms, name) && forms[name]?.test(value);
    if (!isKnown || rest.length > 0 || rule.has(name)) return undefined;
    if (name === 'UNTIL' && !isMoment(value)) return undefined;
    rule.set(name, value);
  }
  return rule.has('FREQ') && !(rule.has('COUNT') && rule.has('UNTIL')) ? rule : undefined;
}

/** Whether a stamp such as `20260131T090000Z` names a day and a time that exist. */
function isMoment(stamp: string): boolean {
  const [date = '', time = '000000'] = stamp.split('T');
  const day = date.replace(/^(....)(..)(..)$/, '$1-$2-$3');
  const moment = new Date(`${day}T${time.replace(/^(..)(..)(..)Z?$/, '$1:$2:$3')}Z`);
  // Days that do not exist roll over.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

/** The rule as a line of an event's `recurrence`. */
export function ruleLine(rule: RecurrenceRule): string {
  return `RRULE:${[...rule].map(([name, value]) => `${name}=${value}`).join(';')}`;
}
