import type { Clock } from '../clock.ts';

/** Thrown when a limit was reached before the work ended. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

/** Runs work that must end in time: it is told to stop through its signal, and not waited for should it ignore that. */
export async function withinLimit<Result>(
  limit: {
    readonly clock: Clock;
    readonly durationMs: number;
    readonly signal?: AbortSignal | undefined;
    /** Whether the process may end meanwhile. */
    readonly background?: boolean;
  },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const signal = limit.signal ? AbortSignal.any([over.signal, limit.signal]) : over.signal;
  const { background = false } = limit;
  const alarm = limit.clock.sleep(limit.durationMs, { signal, background }).then(() => {
    throw new LimitReached();
  });
  try {
    return await Promise.race([work(signal), alarm]);
  } finally {
    over.abort();
  }
}
