import { readNetworkFailure } from '../http/network-failure.ts';
import type { ExchangeOutcome } from './exchange.ts';

/** What a failed request to a token endpoint means. */
export function exchangeFailure(error: unknown, signal: AbortSignal): ExchangeOutcome {
  if (signal.aborted) return { kind: 'transient', code: 'timeout', stage: 'during', cause: error };
  const stage = readNetworkFailure(error).unsent ? 'before' : 'during';
  return { kind: 'transient', code: 'network', stage, cause: error };
}
