import { type Clock, systemClock } from '../src/clock.ts';

/** A clock that moves only when someone waits, and then at once by what was waited. What sleeps in the background (limits) does so in real time. */
export interface HastyClock extends Clock {
  /** What was waited, in order. */
  readonly slept: readonly number[];
}

export function hastyClock(): HastyClock {
  const slept: number[] = [];
  let aheadMs = 0;
  return {
    slept,
    now: () => Date.UTC(2026, 0, 1) + aheadMs,
    monotonic: () => aheadMs,
    async sleep(durationMs, options = {}) {
      if (options.background) return systemClock.sleep(durationMs, options);
      options.signal?.throwIfAborted();
      slept.push(durationMs);
      aheadMs += durationMs;
    },
  };
}
