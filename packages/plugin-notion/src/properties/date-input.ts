/** A date as Notion takes it. */
export interface NotionDate {
  readonly start: string;
  readonly end?: string;
  readonly time_zone?: string;
}

const pattern = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?(?:\[([\w+/-]+)\])?$/;

/**
 * Reads `2026-01-31`, `2026-01-31T09:00+01:00`, `2026-01-31T09:00[Europe/Madrid]` (RFC 9557), or two of them with `/`
 * between. Undefined for anything else, also for a time without zone, which Notion would take for UTC.
 */
export function readDate(text: string): NotionDate | undefined {
  // A zone's name holds a slash too.
  const [, first = '', , second] = /^([^/[]+(\[[^\]]*\])?)(?:\/(.+))?$/.exec(text.trim()) ?? [];
  const start = readMoment(first);
  if (!start || second === undefined) return start && { start: start.text, ...zoneOf(start) };
  const end = readMoment(second);
  if (!end || end.zone !== start.zone) return undefined;
  return { start: start.text, end: end.text, ...zoneOf(start) };
}

interface Moment {
  readonly text: string;
  readonly zone: string | undefined;
}

function zoneOf({ zone }: Moment) {
  return zone === undefined ? {} : { time_zone: zone };
}

function readMoment(text: string): Moment | undefined {
  const [, day = '', time, offset, zone] = pattern.exec(text.trim()) ?? [];
  if (day === '' || !isDay(day)) return undefined;
  if (time === undefined) return zone === undefined ? { text: day, zone } : undefined;
  if (Number.isNaN(Date.parse(`${day}${offset === undefined ? `${time}Z` : time}`))) return undefined;
  if (offset === undefined && zone === undefined) return undefined;
  // Notion takes a zone or an offset; an offset is exact.
  return offset === undefined ? { text: day + time, zone } : { text: day + time, zone: undefined };
}

/** `Date` takes the 31st of June for the 1st of July. */
function isDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
