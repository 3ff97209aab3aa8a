import type { Exchange, ExchangeOutcome } from './exchange.ts';
import type { RefreshContext } from './refresh-context.ts';
import type { HeldLease } from './token-cell.ts';
import type { TokenRecord } from './token-record.ts';

const mostAttempts = 3;
const firstPauseMs = 200;
/** An alarm that rings this much too late was held up with the whole process. */
const lateMs = 1_000;
/** A provider that asks for a longer pause gets a cooldown instead of a waiting caller. */
const longestPauseMs = 2_000;

type Transient = Extract<ExchangeOutcome, { kind: 'transient' }>;

/**
 * Sends the request and repeats it as far as that is safe: the lease is renewed before every send, a cut connection is
 * repeated once at once (inside every provider's grace period), a request without an answer never.
 * Answers `lease_lost` when somebody else owns the refresh now; nothing was sent then.
 */
export async function exchangeWithRetries(
  context: RefreshContext,
  work: {
    readonly record: TokenRecord;
    readonly exchange: Exchange;
    readonly lease: HeldLease;
    /** On the monotonic clock: no repeat begins after it. */
    readonly deadline: number;
    /** Whether the last refresh failed too, so that one attempt is enough. */
    readonly once: boolean;
  },
): Promise<ExchangeOutcome | { readonly kind: 'lease_lost' }> {
  const { clock } = context;
  let cuts = 0;
  for (let attempt = 1; ; attempt += 1) {
    context.checkOpen();
    if (!(await work.lease.renew())) return { kind: 'lease_lost' };
    await context.proveWritable();
    const outcome = await exchangeOnce(context, work);
    if (outcome.kind !== 'transient') return outcome;
    if (outcome.stage === 'during') cuts += 1;
    const pauseMs = pauseAfter(outcome, attempt, { cuts, once: work.once, random: context.random });
    if (pauseMs === undefined) return outcome;
    // The one immediate repeat is inside the provider's grace period, whatever the callers' patience.
    if (pauseMs > 0 && clock.monotonic() + pauseMs >= work.deadline) return outcome;
    await clock.sleep(pauseMs);
  }
}

async function exchangeOnce(
  { clock, limits }: RefreshContext,
  { exchange, record }: { readonly exchange: Exchange; readonly record: TokenRecord },
): Promise<ExchangeOutcome> {
  const limit = new AbortController();
  const done = new AbortController();
  const startedAt = clock.monotonic();
  const alarm = async () => {
    await clock.sleep(limits.exchangeMs, { signal: done.signal });
    // A process that stood still wakes to its timers first: an answer that waits in the socket has to be read all the same.
    if (clock.monotonic() - startedAt > limits.exchangeMs + lateMs)
      await clock.sleep(lateMs, { signal: done.signal });
    limit.abort(new DOMException('The token endpoint did not answer.', 'TimeoutError'));
  };
  alarm().catch(() => undefined);
  try {
    return await exchange(record, limit.signal);
  } finally {
    done.abort();
  }
}

/** How long to wait before another attempt, in milliseconds; undefined when there must be none. */
function pauseAfter(
  outcome: Transient,
  attempt: number,
  { cuts, once, random }: { readonly cuts: number; readonly once: boolean; readonly random: () => number },
): number | undefined {
  if (outcome.stage === 'during') return outcome.code === 'timeout' || cuts > 1 ? undefined : 0;
  if (once || attempt >= mostAttempts || outcome.code === 'provider_rejected') return undefined;
  const backoffMs = firstPauseMs * 2 ** (attempt - 1) * (0.5 + random());
  const pauseMs = Math.max(backoffMs, outcome.retryAfterMs ?? 0);
  return pauseMs > longestPauseMs ? undefined : pauseMs;
}
