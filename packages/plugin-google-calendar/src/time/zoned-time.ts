const dayMs = 86_400_000;

/** Making a format takes longer than all that is done with it, and there are no more of them than zones. */
const formats = remembered(
  (timeZone) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
);

function remembered<Value>(make: (name: string) => Value): (name: string) => Value {
  const made = new Map<string, Value>();
  return (name) => {
    // Node takes a name in any capitals, and nobody shall fill the memory with them.
    const key = name.toLowerCase();
    const value = made.get(key) ?? make(name);
    made.set(key, value);
    return value;
  };
}

/** Whether Node knows a zone by this IANA name. */
export function isTimeZone(name: string): boolean {
  // Node also takes offsets such as "+01:00", which are no zones to Google.
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false;
  try {
    formats(name);
    return true;
  } catch {
    return false;
  }
}

/** What a clock in the zone shows at an instant: `2026-01-31T10:00:00`. */
export function localTimeAt(instantMs: number, timeZone: string): string {
  const parts = formats(timeZone).formatToParts(instantMs);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((entry) => entry.type === type)?.value ?? '';
  const year = part('year').padStart(4, '0');
  return `${year}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

/**
 * The instant at which a clock in the zone shows this local time (`2026-01-31T10:00:00`). A time that the clock shows
 * twice is the first one; one that it skips is as much later as it skips, as calendars do it.
 */
export function instantOf(localTime: string, timeZone: string): number {
  const asUtcMs = Date.parse(`${localTime}Z`);
  const [before, after] = [-dayMs, dayMs].map((shiftMs) => offsetMsAt(asUtcMs + shiftMs, timeZone));
  const candidates = [asUtcMs - (before ?? 0), asUtcMs - (after ?? 0)];
  const exact = candidates.find((candidate) => candidate + offsetMsAt(candidate, timeZone) === asUtcMs);
  return exact ?? asUtcMs - (before ?? 0);
}

/** ISO 8601 with the offset that the zone has at that instant: `2026-01-31T10:00:00+01:00`. */
export function isoInZone(instantMs: number, timeZone: string): string {
  const offsetMinutes = Math.round(offsetMsAt(instantMs, timeZone) / 60_000);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  return `${localTimeAt(instantMs, timeZone)}${sign}${hours}:${minutes}`;
}

function offsetMsAt(instantMs: number, timeZone: string): number {
  const wholeSecondMs = Math.floor(instantMs / 1000) * 1000;
  return Date.parse(`${localTimeAt(wholeSecondMs, timeZone)}Z`) - wholeSecondMs;
}
