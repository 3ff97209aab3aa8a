import { z } from 'zod';
import { isTimeZone } from './zoned-time.ts';

const form = /^((?:19|2\d)\d\d-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)?)?$/i;

/** A day, a local time, or an instant, as a model or a person writes it. */
export type TimeInput =
  | { readonly kind: 'date'; readonly date: string }
  /** `2026-01-31T10:00:00` on the clocks of a zone that is said elsewhere. */
  | { readonly kind: 'local'; readonly localTime: string }
  | { readonly kind: 'instant'; readonly instantMs: number };

/** Reads `2026-01-31`, `2026-01-31T10:00` or `2026-01-31T10:00:00+01:00`; undefined for anything else. */
export function readTime(text: string): TimeInput | undefined {
  const [, date, minutes, seconds = ':00', offset] = form.exec(text.trim()) ?? [];
  if (date === undefined || !isRealDate(date)) return undefined;
  if (minutes === undefined) return { kind: 'date', date };
  const localTime = `${date}T${minutes}${seconds}`;
  const instantMs = Date.parse(`${localTime}${(offset ?? 'Z').toUpperCase()}`);
  if (Number.isNaN(instantMs)) return undefined;
  return offset === undefined ? { kind: 'local', localTime } : { kind: 'instant', instantMs };
}

/** Dates that do not exist roll over when they are parsed. */
function isRealDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** A time in a tool's input. */
export function timeInput(description: string) {
  return z
    .string()
    .max(40)
    .refine((text) => readTime(text) !== undefined, {
      message: 'must be like 2026-01-31, 2026-01-31T10:00 or 2026-01-31T10:00:00+01:00',
    })
    .describe(description);
}

/** A zone in a tool's input. */
export const timeZoneInput = z
  .string()
  .max(60)
  .refine(isTimeZone, { message: 'must be an IANA time zone such as Europe/Berlin' })
  .optional()
  .describe("IANA zone of times without offset; the calendar's own unless given.");
