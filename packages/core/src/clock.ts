/** Time as core sees it; injected, so that tests need not wait. */
export interface Clock {
  /** Wall-clock time in milliseconds since the epoch. */
  now(): number;
  /** Milliseconds of a clock that never goes back, from an arbitrary start. */
  monotonic(): number;
  /** Resolves after `durationMs`; rejects with the signal's reason when that aborts first. Does not keep a process alive when `background`. */
  sleep(
    durationMs: number,
    options?: { readonly signal?: AbortSignal; readonly background?: boolean },
  ): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (durationMs, { signal, background = false } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, durationMs);
      signal?.addEventListener('abort', onAbort, { once: true });
      // Node's timers are objects that can be told not to keep the process alive; elsewhere they are numbers.
      if (background && typeof timer === 'object') timer.unref();
    }),
};
