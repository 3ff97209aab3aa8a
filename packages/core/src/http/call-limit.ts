import type { Clock } from '../clock.ts';

/** The end of one call by time or by its caller. */
export interface CallLimit {
  /** Aborts with the SidecarError that the call fails with. */
  readonly signal: AbortSignal;
  remainingMs(): number;
  /** Forgets the timer and the caller's signal. */
  end(): void;
}

/** Given as the reason because making the usual one, an error with a stack, is the dearest part of a call that ends well. */
const ended = 'ended';

/** Starts counting. The errors are made at the moment they are needed, since they say whether a write was on its way. */
export function startCallLimit(options: {
  readonly clock: Clock;
  readonly totalMs: number;
  readonly signal: AbortSignal | undefined;
  readonly timeout: () => Error;
  readonly aborted: () => Error;
}): CallLimit {
  const { clock, totalMs, signal, timeout, aborted } = options;
  const endsAt = clock.monotonic() + totalMs;
  const controller = new AbortController();
  const timer = new AbortController();
  const onAbort = () => {
    controller.abort(aborted());
    timer.abort(ended);
  };
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  clock.sleep(totalMs, { signal: timer.signal, background: true }).then(
    () => controller.abort(timeout()),
    () => undefined,
  );
  return {
    signal: controller.signal,
    remainingMs: () => endsAt - clock.monotonic(),
    end() {
      timer.abort(ended);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
