import { SidecarError } from '../errors.ts';
import { type ConnectionKey, connectionLabel } from './connection-key.ts';
import { connectionHoldKey } from './cooldown.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext } from './refresh-context.ts';
import type { TokenRecord } from './token-record.ts';
import { withLease } from './with-lease.ts';

const mostAttempts = 20;

/**
 * Stores a newly authorised connection in the place of an old one of the same account. Another account is `conflict`, and the
 * old record stays; so does a corrupt one, unless it was disconnected first.
 */
export async function saveConnection(context: RefreshContext, record: TokenRecord): Promise<Snapshot> {
  const { key, records, cell, cooldowns } = context;
  const saved = await withLease(context, async () => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const current = await records.read(key);
      if (current) refuseOtherAccount(context, current.record, record);
      const written = await records.write(key, record, current?.version);
      if (written) return written;
    }
    throw new SidecarError('store_failed', `Others keep changing the connection to ${context.name}.`, {
      integration: key.integration,
    });
  });
  cell.distrust();
  await cooldowns.clear(connectionHoldKey(key)).catch(() => undefined);
  context.changed();
  return saved;
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
