import type { Clock } from '@sidecar/core';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** How long each of those who sleep now has left, in milliseconds, the next to wake first. */
  readonly sleepers: readonly number[];
  /** Resolves when someone sleeps, for exactly `durationMs` where that is given; counts sleeps that have begun already. */
  sleeping(durationMs?: number): Promise<void>;
  /** Moves time on and wakes sleepers in their order, each at its own moment, so that who sleeps again is woken again. */
  advance(durationMs: number): Promise<void>;
}

interface Sleeper {
  readonly durationMs: number;
  readonly wakesAt: number;
  readonly wake: () => void;
}

interface Watcher {
  readonly durationMs: number | undefined;
  readonly notify: () => void;
}

/** Starts at `now` (milliseconds since the epoch), or on the first day of 2026. */
export function fakeClock({ now: start = Date.UTC(2026, 0, 1) }: { readonly now?: number } = {}): FakeClock {
  const sleepers = new Set<Sleeper>();
  const watchers = new Set<Watcher>();
  let elapsedMs = 0;

  function sleep(durationMs: number, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const sleeper = { durationMs, wakesAt: elapsedMs + Math.max(0, durationMs), wake };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort, { once: true });
      for (const watcher of watchers) if (fits(watcher.durationMs, sleeper)) watcher.notify();
    });
  }

  function sleeping(durationMs?: number): Promise<void> {
    if ([...sleepers].some((sleeper) => fits(durationMs, sleeper))) return Promise.resolve();
    return new Promise((resolve) => {
      const notify = () => {
        watchers.delete(watcher);
        resolve();
      };
      const watcher = { durationMs, notify };
      watchers.add(watcher);
    });
  }

  const inOrder = () => [...sleepers].sort((first, second) => first.wakesAt - second.wakesAt);

  async function advance(durationMs: number): Promise<void> {
    const target = elapsedMs + durationMs;
    for (let next = inOrder()[0]; next && next.wakesAt <= target; next = inOrder()[0]) {
      elapsedMs = Math.max(elapsedMs, next.wakesAt);
      next.wake();
      await settled();
    }
    elapsedMs = target;
    await settled();
  }

  return {
    now: () => start + elapsedMs,
    monotonic: () => elapsedMs,
    sleep,
    sleeping,
    advance,
    get sleepers() {
      return inOrder().map(({ wakesAt }) => wakesAt - elapsedMs);
    },
  };
}

function fits(durationMs: number | undefined, sleeper: Sleeper): boolean {
  return durationMs === undefined || durationMs === sleeper.durationMs;
}

/** Lets everything run that waits for nothing but promises. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
