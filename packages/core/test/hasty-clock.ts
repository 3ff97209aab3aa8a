import { type Clock, systemClock } from '../src/clock.ts';

/** The machine's clock, except that waiting takes no time: it moves on at once by what was waited. Limits (background) run in real time. */
export interface HastyClock extends Clock {
  /** What was waited, in order. */
  readonly slept: readonly number[];
}

export function hastyClock(): HastyClock {
  const slept: number[] = [];
  let aheadMs = 0;
  return {
    slept,
    now: () => systemClock.now() + aheadMs,
    monotonic: () => systemClock.monotonic() + aheadMs,
    async sleep(durationMs, options = {}) {
      if (options.background) return systemClock.sleep(durationMs, options);
      options.signal?.throwIfAborted();
      slept.push(durationMs);
      aheadMs += durationMs;
    },
  };
}
