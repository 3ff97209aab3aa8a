const day = 24 * 60 * 60 * 1000;
const units: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes of `10M`, `500K` or `1200`; nothing when it is no size. */
export function parseSize(value: string): number | undefined {
  const [, digits, unit = ''] = value.toLowerCase().match(/^(\d{1,12})([kmg]?)b?$/) ?? [];
  return digits === undefined ? undefined : Number(digits) * (units[unit] ?? 1);
}

/** Milliseconds of `2026/05/01`, `2026-5-1`, `05/01/2026` or seconds since the epoch. Gmail's days begin at midnight in PST. */
export function parseDate(value: string): number | undefined {
  if (/^\d{9,12}$/.test(value)) return Number(value) * 1000;
  const yearFirst = value.match(/^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/);
  const yearLast = value.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/);
  const [year, month, date] = yearFirst
    ? [yearFirst[1], yearFirst[2], yearFirst[3]]
    : [yearLast?.[3], yearLast?.[1], yearLast?.[2]];
  if (!year || !month || !date) return undefined;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date), 8);
  return new Date(midnight).getUTCMonth() === Number(month) - 1 ? midnight : undefined;
}

/** The moment that lies `2d`, `3m` or `1y` before `now`. */
export function parseAge(value: string, now: number): number | undefined {
  const [, digits, unit] = value.toLowerCase().match(/^(\d{1,5})([dmy])$/) ?? [];
  if (digits === undefined) return undefined;
  const count = Number(digits);
  if (unit === 'd') return now - count * day;
  const moment = new Date(now);
  if (unit === 'm') moment.setUTCMonth(moment.getUTCMonth() - count);
  else moment.setUTCFullYear(moment.getUTCFullYear() - count);
  return moment.getTime();
}
