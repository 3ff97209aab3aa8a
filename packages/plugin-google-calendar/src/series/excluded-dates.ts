import { instantOf, isTimeZone } from '../time/zoned-time.ts';

const stamp = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/;

/** The instants that the EXDATE lines of a series leave out; of whole days their beginning in UTC. */
export function readExcludedDates(lines: readonly string[], seriesZone: string | undefined): number[] {
  return lines.flatMap((line) => {
    const [, parameters = '', values] = /^EXDATE((?:;[^:]*)?):(.*)$/i.exec(line.trim()) ?? [];
    if (values === undefined) return [];
    const named = /;TZID=([^;:]+)/i.exec(parameters)?.[1];
    const zone = [named, seriesZone].find((name) => name !== undefined && isTimeZone(name)) ?? 'UTC';
    return values.split(',').flatMap((value) => readStamp(value.trim(), zone));
  });
}

function readStamp(value: string, zone: string): number[] {
  const [, year, month, day, hour, minute, second, utc] = stamp.exec(value) ?? [];
  if (year === undefined) return [];
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return [Date.parse(`${date}T00:00:00Z`)];
  const localTime = `${date}T${hour}:${minute}:${second}`;
  return [utc === 'Z' ? Date.parse(`${localTime}Z`) : instantOf(localTime, zone)];
}
