import { SidecarError } from '../errors.ts';
import { recordKey } from './connection-key.ts';
import { type Cooldown, connectionHoldKey } from './cooldown.ts';
import type { ExchangeOutcome } from './exchange.ts';
import { exchangeWithRetries } from './exchange-with-retries.ts';
import { holdLease, leaseTtlMs } from './held-lease.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext, RefreshRequest } from './refresh-context.ts';
import { isSaved, saveResult } from './save-result.ts';
import { settleFinal } from './settle-final.ts';
import type { ObtainedTokens } from './token-answer.ts';
import type { HeldLease } from './token-cell.ts';
import {
  coolingDownError,
  misconfiguredError,
  needsReauthError,
  notConnectedError,
  refreshTimeoutError,
  unsavedError,
} from './token-errors.ts';
import { isRenewable, isUsable } from './token-validity.ts';

/** Most refreshes take a fraction of a second; who still waits then need not look as often. */
const eagerMs = 1_000;
const eagerPollMs = 8;
const patientPollMs = 50;

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
    const lease = await leases.acquire(recordKey(context.key), leaseTtlMs);
    if (lease) return { lease: holdLease(lease, clock), contended };
    if (clock.monotonic() >= deadline) {
      cell.refuseUntil = clock.monotonic() + context.limits.stalenessMs;
      throw refreshTimeoutError(context);
    }
    const pollMs = clock.monotonic() - startedAt < eagerMs ? eagerPollMs : patientPollMs;
    await clock.sleep(pollMs * (0.5 + context.random()));
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
  const failedBefore = await readCooldowns(context, clientHold);
  const outcome = await exchangeWithRetries(context, {
    record: presented.record,
    exchange,
    lease,
    deadline,
    once: failedBefore,
  });
  if (outcome.kind === 'lease_lost') return undefined;
  if (outcome.kind === 'obtained') {
    const saved = await saveOrKeep(context, presented, { ...request, tokens: outcome.tokens, lease });
    if (failedBefore) await clearCooldowns(context, clientHold);
    return saved;
  }
  if (outcome.kind === 'final') {
    const adopted = await settleFinal(context, presented, {
      reason: outcome.reason,
      othersMayBeWriting: contended || lease.lost,
    });
    return satisfies(context, adopted, request) ? adopted : undefined;
  }
  throw await startCooldown(context, outcome, clientHold);
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

/** Saves the result; if the store fails, keeps it in the cell under its lease until a later call has saved it. */
async function saveOrKeep(
  context: RefreshContext,
  presented: Snapshot,
  result: { readonly tokens: ObtainedTokens; readonly lease: HeldLease } & RefreshRequest,
): Promise<Snapshot> {
  try {
    return await saveResult(context, presented, result);
  } catch (error) {
    if (!isStoreFailure(error)) throw error;
    const saved = await isSaved(context, result.tokens);
    if (saved) return saved;
    context.cell.unsaved = { ...result, presented };
    context.changed();
    throw unsavedError(context, error);
  }
}

/** Saves what an earlier refresh obtained and the store did not take; rejects with `store_failed` while it still does not. */
export async function saveUnsaved(context: RefreshContext): Promise<void> {
  const { unsaved } = context.cell;
  if (!unsaved) return;
  try {
    await saveResult(context, unsaved.presented, unsaved);
  } catch (error) {
    if (isStoreFailure(error)) throw unsavedError(context, error);
    // Disconnected or connected anew: there is nothing left to save.
  }
  context.cell.unsaved = undefined;
  await unsaved.lease.release();
  context.changed();
}

function isStoreFailure(error: unknown): boolean {
  return (
    !SidecarError.isInstance(error) || ['store_failed', 'store_corrupt', 'wrong_key'].includes(error.code)
  );
}

/** Whether a refresh has failed lately; rejects while its cooldown lasts. */
async function readCooldowns(context: RefreshContext, clientHold: string | undefined): Promise<boolean> {
  const holds = [connectionHoldKey(context.key), ...(clientHold === undefined ? [] : [clientHold])];
  const cooldowns = await Promise.all(holds.map((hold) => context.cooldowns.read(hold)));
  const running = cooldowns.find((cooldown) => cooldown !== undefined && cooldown.remainingMs > 0);
  if (running) throw coolingDownError(context, running);
  return cooldowns.some((cooldown) => cooldown !== undefined);
}

async function clearCooldowns(context: RefreshContext, clientHold: string | undefined): Promise<void> {
  const holds = [connectionHoldKey(context.key), ...(clientHold === undefined ? [] : [clientHold])];
  // The tokens are saved; a cooldown that cannot be cleared only runs out by itself.
  await Promise.all(holds.map((hold) => context.cooldowns.clear(hold))).catch(() => undefined);
}

async function startCooldown(
  context: RefreshContext,
  outcome: Extract<ExchangeOutcome, { kind: 'misconfigured' | 'transient' }>,
  clientHold: string | undefined,
): Promise<SidecarError> {
  const hold = outcome.kind === 'misconfigured' ? clientHold : undefined;
  const code: Cooldown['code'] = outcome.kind === 'misconfigured' ? 'not_configured' : outcome.code;
  const retryAfterMs = outcome.kind === 'transient' ? outcome.retryAfterMs : undefined;
  const cooldown = await context.cooldowns.start(hold ?? connectionHoldKey(context.key), code, retryAfterMs);
  context.changed();
  if (outcome.kind === 'misconfigured') return misconfiguredError(context, cooldown.remainingMs);
  return coolingDownError(context, cooldown, outcome.cause);
}
