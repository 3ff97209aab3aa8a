const firstMs = 300;
const longestMs = 5_000;

/** How long to wait before sending again what failed `failures` times: exponential, with full jitter. */
export function backoff(failures: number, random: () => number): number {
  return random() * Math.min(longestMs, firstMs * 2 ** (failures - 1));
}

const untoldMs = 1_000;
const shortestMs = 250;

/** How long to wait for a rate limit: as told, but longer each time, so that `Retry-After: 0` does not become a loop. */
export function rateLimitWait(toldMs: number | undefined, limits: number): number {
  return Math.max(toldMs ?? 0, (toldMs === undefined ? untoldMs : shortestMs) * 2 ** (limits - 1));
}
