import { boundedWait } from './bounded-wait.ts';

/**
 * Milliseconds that a `Retry-After` header asks to wait (RFC 9110 section 10.2.3: seconds or an HTTP date); undefined when there is
 * none or it makes no sense. A date is compared with the answer's own `Date`, so that a wrong clock on this machine does no harm.
 */
export function parseRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after')?.trim().slice(0, 64);
  if (!value) return undefined;
  // Fractions are not in the standard, but some services send them.
  if (/^\d+(\.\d+)?$/.test(value)) return boundedWait(Math.ceil(Number(value) * 1_000));
  const endsAtMs = parseHttpDate(value);
  if (endsAtMs === undefined) return undefined;
  const answeredAtMs = parseHttpDate(headers.get('date') ?? '') ?? nowMs;
  return boundedWait(Math.max(0, endsAtMs - answeredAtMs));
}

function parseHttpDate(value: string): number | undefined {
  if (!/^[A-Z][a-z]+, [\w: -]+ GMT$/.test(value)) return undefined;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
