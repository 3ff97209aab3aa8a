const minuteMs = 60_000;
const offsetFormats = remembered(
  (timeZone) => new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
);

/** Making a format takes long, and there are no more of them than zones. */
function remembered<Value>(make: (name: string) => Value): (name: string) => Value {
  const made = new Map<string, Value>();
  return (name) => {
    const value = made.get(name) ?? make(name);
    made.set(name, value);
    return value;
  };
}

/** What a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function zoneOffsetMs(instantMs: number, timeZone: string): number {
  const name =
    offsetFormats(timeZone)
      .formatToParts(instantMs)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * minuteMs;
  return sign === '-' ? -offsetMs : offsetMs;
}

/** Whether there is a zone of this name. */
export function isZone(timeZone: string): boolean {
  try {
    zoneOffsetMs(0, timeZone);
    return /^[A-Z]/i.test(timeZone);
  } catch {
    return false;
  }
}

/** RFC 3339 with the zone's offset: `2026-01-31T10:00:00+01:00`, and `Z` where it is none. */
export function zonedText(instantMs: number, timeZone: string): string {
  const offsetMs = zoneOffsetMs(instantMs, timeZone);
  const local = new Date(instantMs + offsetMs).toISOString().slice(0, 19);
  if (offsetMs === 0) return `${local}Z`;
  const minutes = Math.abs(offsetMs) / minuteMs;
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${local}${offsetMs < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}

/** The instant of a local time; one that the clocks skip is moved on, of one that they show twice the first counts. */
export function zonedInstant(localText: string, timeZone: string): number {
  const wallMs = Date.parse(`${localText}Z`);
  // Six hours before any change of the clocks and six hours after it they are surely on either side of it.
  const offsets = [-6, 6].map((hours) => zoneOffsetMs(wallMs + hours * 60 * minuteMs, timeZone));
  const [early = 0, late = 0] = offsets;
  if (early === late) return wallMs - early;
  const first = wallMs - early;
  if (zoneOffsetMs(first, timeZone) === early) return first;
  const second = wallMs - late;
  return zoneOffsetMs(second, timeZone) === late ? second : first;
}
