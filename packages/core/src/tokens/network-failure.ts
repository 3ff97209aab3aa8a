import type { ExchangeOutcome } from './exchange.ts';

/** Codes of Node's and undici's errors that come before a request has left: it may be sent again without harm. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a failed request to a token endpoint means. */
export function networkFailure(error: unknown, signal: AbortSignal): ExchangeOutcome {
  if (signal.aborted) return { kind: 'transient', code: 'timeout', stage: 'during', cause: error };
  return {
    kind: 'transient',
    code: 'network',
    stage: failedBeforeSending(error) ? 'before' : 'during',
    cause: error,
  };
}

/** Looks for a connect failure in an error and its causes (undici wraps them; several addresses make an AggregateError). */
function failedBeforeSending(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  if ('code' in error && typeof error.code === 'string' && beforeSending.has(error.code)) return true;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) {
    return error.errors.every((inner) => failedBeforeSending(inner, depth + 1));
  }
  return 'cause' in error && failedBeforeSending(error.cause, depth + 1);
}
