import type { Snapshot } from './record-store.ts';
import type { RefreshContext } from './refresh-context.ts';
import { grantChangedError, needsReauthError, notConnectedError } from './token-errors.ts';
import type { ReauthReason } from './token-record.ts';

const takeoverGraceMs = 2_000;
const pollMs = 50;

/**
 * What to do when the provider says that the refresh token is dead. Somebody else may have rotated it: then their record is
 * the answer (and is returned). Otherwise the connection is marked, and rejects with `needs_reauth`.
 */
export async function settleFinal(
  context: RefreshContext,
  presented: Snapshot,
  verdict: { readonly reason: ReauthReason; readonly othersMayBeWriting: boolean },
): Promise<Snapshot> {
  const { records, key, clock } = context;
  const deadline = clock.monotonic() + (verdict.othersMayBeWriting ? takeoverGraceMs : 0);
  for (;;) {
    const current = await records.read(key);
    if (!current) throw notConnectedError(context);
    if (current.record.grantId !== presented.record.grantId) throw grantChangedError(context);
    if (current.record.refreshToken !== presented.record.refreshToken) return current;
    if (current.version !== presented.version && !current.record.needsReauth) return current;
    if (clock.monotonic() < deadline) {
      await clock.sleep(pollMs);
      continue;
    }
    const reason = reasonOf(current, verdict, clock.now());
    const marked = await records.write(
      key,
      { ...current.record, needsReauth: { reason, at: clock.now() } },
      current.version,
    );
    if (!marked) continue;
    context.changed();
    throw needsReauthError(context, reason);
  }
}

function reasonOf(
  current: Snapshot,
  verdict: { readonly reason: ReauthReason; readonly othersMayBeWriting: boolean },
  now: number,
): ReauthReason {
  const { refreshTokenExpiresAt } = current.record;
  if (refreshTokenExpiresAt !== undefined && refreshTokenExpiresAt <= now) return 'expired_idle';
  // Its owner vanished with the lease in hand, so most likely with the newest token too.
  return verdict.othersMayBeWriting && verdict.reason === 'revoked' ? 'lost_in_crash' : verdict.reason;
}
