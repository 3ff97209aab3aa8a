import { SidecarError } from '@sidecar/core';

/** Work is told by the same signal; its own error says more than ours, and gets this long. */
const graceMs = 300;

/** Ends the wait when the person wants to leave, also where the work itself cannot be told to stop. */
export async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const stopped = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => {
    timer = setTimeout(() => stopped.reject(new SidecarError('aborted', 'Stopped.')), graceMs);
  };
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    return await Promise.race([work, stopped.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
