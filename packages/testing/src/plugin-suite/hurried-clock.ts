import { type Clock, systemClock } from '@sidecar/core';

/** Longer sleeps are limits rather than pauses. */
const longestPauseMs = 5_000;

/** The machine's clock, on which the pauses between attempts take no time, and limits as long as ever. */
export function hurriedClock(): Clock {
  let skippedMs = 0;
  return {
    now: () => systemClock.now() + skippedMs,
    monotonic: () => systemClock.monotonic() + skippedMs,
    sleep: async (durationMs, options = {}) => {
      if (options.background || durationMs > longestPauseMs) return systemClock.sleep(durationMs, options);
      skippedMs += durationMs;
      return systemClock.sleep(0, options);
    },
  };
}
