import { clientTurn } from './client-turn.ts';
import { recordKey } from './connection-key.ts';
import { exchangeWithRetries } from './exchange-with-retries.ts';
import { holdLease, leaseTtlMs } from './held-lease.ts';
import { keepResult } from './keep-result.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext, RefreshRequest } from './refresh-context.ts';
import { refreshCooldowns } from './refresh-cooldowns.ts';
import { settleFinal } from './settle-final.ts';
import type { HeldLease } from './token-cell.ts';
import { needsReauthError, notConnectedError, refreshTimeoutError } from './token-errors.ts';
import { isRenewable, isUsable } from './token-validity.ts';
import { waitedInVain } from './waited-in-vain.ts';
import { waitingPauseMs } from './waiting-pause.ts';

/** Ownership of the refresh, and whether others had it while we waited. */
interface Turn {
  readonly lease: HeldLease;
  readonly contended: boolean;
}

/**
 * Brings a newer access token than the one that the caller cannot use: somebody else's when they were faster, ours
 * otherwise. Among all processes that share the store one at a time sends; the rest finds the result in the store.
 */
export async function refresh(context: RefreshContext, request: RefreshRequest): Promise<Snapshot> {
  const deadline = context.clock.monotonic() + context.limits.callerMs;
  for (;;) {
    const turn = await waitForTurn(context, request, deadline);
    if ('record' in turn) return turn;
    try {
      const snapshot = await refreshInTurn(context, request, { ...turn, deadline });
      if (snapshot) return snapshot;
    } finally {
      if (context.cell.unsaved?.lease !== turn.lease) await turn.lease.release();
    }
    // A store whose leases are always lost must not be asked for ever.
    if (context.clock.monotonic() >= deadline) throw refreshTimeoutError(context);
  }
}

/** Waits for the lease, and for a result of its present owner. */
async function waitForTurn(
  context: RefreshContext,
  request: RefreshRequest,
  deadline: number,
): Promise<Turn | Snapshot> {
  const { leases, clock, cell } = context;
  const startedAt = clock.monotonic();
  for (let contended = false; ; contended = true) {
    context.checkOpen();
    const lease = await leases.acquire(recordKey(context.key), leaseTtlMs);
    if (lease) {
      cell.busyElsewhere = false;
      return { lease: holdLease(lease, clock), contended };
    }
    // Whoever waited in vain before does not queue again behind the same slow owner.
    if (cell.busyElsewhere || clock.monotonic() >= deadline) {
      cell.busyElsewhere = true;
      throw waitedInVain(context);
    }
    await clock.sleep(waitingPauseMs(clock.monotonic() - startedAt, context.random));
    const snapshot = await readLive(context);
    if (satisfies(context, snapshot, request)) return snapshot;
  }
}

/** Undefined when another turn is needed: the lease was lost before anything was sent, or another process's token is no better. */
async function refreshInTurn(
  context: RefreshContext,
  request: RefreshRequest,
  { lease, contended, deadline }: Turn & { readonly deadline: number },
): Promise<Snapshot | undefined> {
  // Whoever had the lease before us may have refreshed.
  const presented = await readLive(context);
  if (satisfies(context, presented, request)) return presented;
  if (!isRenewable(presented.record, context.methodOf(presented.record)))
    throw needsReauthError(context, 'expired_without_refresh_token');
  const { exchange, clientHold } = await context.prepare(presented.record);
  const cooldowns = refreshCooldowns(context, clientHold);
  const outcome = await clientTurn(context, { clientHold, deadline }, async () => {
    const once = await cooldowns.check();
    return exchangeWithRetries(context, { record: presented.record, exchange, lease, deadline, once });
  });
  if (outcome.kind === 'lease_lost') return undefined;
  if (outcome.kind === 'obtained') {
    const saved = await keepResult(context, presented, { tokens: outcome.tokens, lease });
    await cooldowns.clear();
    return saved;
  }
  if (outcome.kind === 'final') {
    const adopted = await settleFinal(context, presented, {
      reason: outcome.reason,
      othersMayBeWriting: contended || lease.lost,
    });
    return satisfies(context, adopted, request) ? adopted : undefined;
  }
  throw await cooldowns.start(outcome);
}

/** Reads the record; rejects when there is none or it cannot be used. */
async function readLive(context: RefreshContext): Promise<Snapshot> {
  const snapshot = await context.records.read(context.key);
  if (!snapshot) throw notConnectedError(context);
  context.check(snapshot.record);
  return snapshot;
}

function satisfies(
  { methodOf, clock }: RefreshContext,
  { record, version }: Snapshot,
  { rejected }: RefreshRequest,
): boolean {
  return version !== rejected && isUsable(record, methodOf(record), clock.now());
}
