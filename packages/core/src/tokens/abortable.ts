import { SidecarError } from '../errors.ts';

/** What a caller gets who gave up. */
export function abortedError(signal: AbortSignal): SidecarError {
  return new SidecarError('aborted', 'The caller gave up waiting for an access token.', {
    cause: signal.reason,
  });
}

/** Waits for a shared promise until the caller's own signal aborts; the shared work goes on. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) return Promise.reject(abortedError(signal));
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortedError(signal));
    const settle = () => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).then(settle, settle);
  });
}
