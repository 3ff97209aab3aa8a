/**
 * Milliseconds until X accepts requests again, by its headers; undefined when they do not say.
 * @see https://docs.x.com/x-api/fundamentals/rate-limits
 */
export function rateLimitEndsInMs(headers: Headers, nowMs: number): number | undefined {
  const isDayUsedUp = (limit: string) => headers.get(`x-${limit}-24hour-remaining`) === '0';
  const usedUpDays = ['user-limit', 'app-limit']
    .filter(isDayUsedUp)
    .map((limit) => `x-${limit}-24hour-reset`);
  const resets = (usedUpDays.length > 0 ? usedUpDays : ['x-rate-limit-reset'])
    .map((header) => Number(headers.get(header)))
    .filter((epochSeconds) => Number.isFinite(epochSeconds) && epochSeconds > 0);
  if (resets.length === 0) return undefined;
  // By X's own clock where it says it: the host's may be minutes off.
  const dateMs = Date.parse(headers.get('date') ?? '');
  return Math.max(0, Math.max(...resets) * 1000 - (Number.isNaN(dateMs) ? nowMs : dateMs));
}
