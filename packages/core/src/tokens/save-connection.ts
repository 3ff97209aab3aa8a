import { SidecarError } from '../errors.ts';
import { type ConnectionKey, connectionLabel } from './connection-key.ts';
import { connectionHoldKey } from './cooldown.ts';
import { grantSiblings, removeGrant } from './grant-siblings.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext } from './refresh-context.ts';
import type { TokenRecord } from './token-record.ts';
import { withLease } from './with-lease.ts';

const mostAttempts = 20;

/**
 * Stores a newly authorised connection in the place of an old one of the same account. Another account is `conflict`, and the
 * old record stays; so does a corrupt one, unless it was disconnected first.
 */
export async function saveConnection(
  context: RefreshContext,
  record: TokenRecord,
  { needsRefreshToken }: { readonly needsRefreshToken: boolean },
): Promise<Snapshot> {
  const { key, records, cell, cooldowns } = context;
  const saved = await withLease(context, async () => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const current = await records.read(key);
      // A write whose answer was lost looks like a conflict; what stands there is ours.
      if (current?.record.grantId === record.grantId) return current;
      if (current) refuseOtherAccount(context, current.record, record);
      const whole = inheritRefreshToken(current?.record, record);
      if (needsRefreshToken && whole.refreshToken === undefined) throw noRefreshToken(context);
      const written = await records.write(key, whole, current?.version);
      if (written) return written;
    }
    throw new SidecarError('store_failed', `Others keep changing the connection to ${context.name}.`, {
      integration: key.integration,
    });
  });
  cell.unsaved = undefined;
  cell.distrust();
  await removeOldSiblings(context, record.grantId);
  await cooldowns.clear(connectionHoldKey(key)).catch(() => undefined);
  return saved;
}

/**
 * A provider that gave a refresh token once may give none when the same person connects again (Google without
 * `prompt=consent`); the old one lives on. Only where both are known to be the same person.
 */
function inheritRefreshToken(old: TokenRecord | undefined, record: TokenRecord): TokenRecord {
  if (record.refreshToken !== undefined || !old || old.needsReauth) return record;
  const same =
    old.identity !== undefined &&
    old.identity.id === record.identity?.id &&
    old.belongsTo.clientId === record.belongsTo.clientId &&
    old.belongsTo.tokenUrl === record.belongsTo.tokenUrl;
  return same ? { ...record, refreshToken: old.refreshToken } : record;
}

/** Credentials of the grant before belong to nobody any more. */
async function removeOldSiblings({ key, records }: RefreshContext, grantId: string): Promise<void> {
  if (key.credential !== undefined) return;
  for (const sibling of await grantSiblings(records, key)) {
    const { grantId: old } = sibling.snapshot.record;
    if (old !== grantId) await removeGrant(records, sibling.key, old);
  }
}

function refuseOtherAccount(
  { key, name }: { readonly key: ConnectionKey; readonly name: string },
  old: TokenRecord,
  record: TokenRecord,
): void {
  if (!old.identity || !record.identity || old.identity.id === record.identity.id) return;
  throw new SidecarError(
    'conflict',
    `${name} is connected as ${old.identity.label}, and this is ${record.identity.label}. The old connection was kept.`,
    {
      integration: key.integration,
      connection: connectionLabel(key),
      nextAction: `Disconnect ${name} first, or connect ${record.identity.label} under another account label.`,
    },
  );
}

function noRefreshToken({ key, name }: { readonly key: ConnectionKey; readonly name: string }): SidecarError {
  return new SidecarError(
    'provider_rejected',
    `${name} gave access for a short while only, without the means to renew it.`,
    {
      integration: key.integration,
      nextAction: `Remove this app from your account at ${name}, then connect again.`,
    },
  );
}
