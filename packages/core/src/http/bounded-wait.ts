/** Longer than any limit a provider means; keeps an absurd number from overflowing what is computed with it. */
const longestWaitMs = 30 * 24 * 3_600_000;

/** How long a provider or a plugin asks to wait; undefined for what is no time. */
export function boundedWait(waitMs: number | undefined): number | undefined {
  if (typeof waitMs !== 'number' || !Number.isFinite(waitMs) || waitMs < 0) return undefined;
  return Math.min(waitMs, longestWaitMs);
}
