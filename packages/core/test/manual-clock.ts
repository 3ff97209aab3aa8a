import type { Clock } from '../src/clock.ts';

interface Sleeper {
  readonly durationMs: number;
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Resolves when someone sleeps for exactly this long. */
  sleeping(durationMs: number): Promise<void>;
  advance(durationMs: number): void;
}

/** Starts at an arbitrary moment. */
export function manualClock(): ManualClock {
  const start = Date.UTC(2026, 0, 1);
  const sleepers = new Set<Sleeper>();
  let now = start;
  return {
    now: () => now,
    monotonic: () => now - start,
    sleep: (durationMs, { signal } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { durationMs, wakesAt: now + durationMs, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
    sleeping: async (durationMs) => {
      while (![...sleepers].some((sleeper) => sleeper.durationMs === durationMs))
        await new Promise((resolve) => setTimeout(resolve, 2));
    },
    advance: (durationMs) => {
      now += durationMs;
      for (const sleeper of sleepers) {
        if (sleeper.wakesAt > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
  };
}
