const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The zones of North America that RFC 5322 section 4.3 still knows, in hours. */
const namedZones: Readonly<Record<string, number>> = {
  EDT: -4,
  EST: -5,
  CDT: -5,
  CST: -6,
  MDT: -6,
  MST: -7,
  PDT: -7,
  PST: -8,
};

const pattern =
  /^(?:[a-z]{3,9}\.?,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{2,4})[\s,]+(\d{1,2})\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2}))?\s*(\S{1,10})$/i;

/**
 * A Date header as ISO 8601 with the sender's own offset, or null where it is no date.
 * `Date.parse` is not used because it takes nearly anything: "hello 5" is a day in May to it.
 */
export function isoDate(header: string | undefined): string | null {
  const match = pattern.exec(
    (header ?? '')
      .slice(0, 200)
      .replace(/\([^()]*\)/g, ' ')
      .trim(),
  );
  if (!match) return null;
  const [, day, month, year, hour, minute, second = '0', zone = ''] = match;
  const offset = isoOffset(zone);
  const fields = {
    year: fullYear(String(year)),
    month: months.indexOf(String(month).toLowerCase()),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Math.min(Number(second), 59),
  };
  const local = new Date(
    Date.UTC(fields.year, fields.month, fields.day, fields.hour, fields.minute, fields.second),
  );
  const exists =
    local.getUTCMonth() === fields.month &&
    local.getUTCDate() === fields.day &&
    local.getUTCHours() === fields.hour &&
    local.getUTCMinutes() === fields.minute;
  return exists && offset !== undefined ? local.toISOString().slice(0, 19) + offset : null;
}

/** RFC 5322 section 4.3: two digits mean 1950 to 2049, three count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

/** Undefined for a zone that only its sender knows: a guess would be wrong by hours. */
function isoOffset(zone: string): string | undefined {
  const [, sign, hours, minutes] = /^([+-])([01]\d|2[0-3])([0-5]\d)$/.exec(zone) ?? [];
  if (sign) return `${hours}${minutes}` === '0000' ? 'Z' : `${sign}${hours}:${minutes}`;
  if (/^(?:UT|UTC|GMT|Z)$/i.test(zone)) return 'Z';
  const named = namedZones[zone.toUpperCase()];
  return named === undefined ? undefined : `-0${-named}:00`;
}
