import { SidecarError } from '../errors.ts';
import { withinLimit } from '../oauth/within-limit.ts';
import { applyTokens } from './apply-tokens.ts';
import type { ConnectionKey } from './connection-key.ts';
import { connectionHoldKey } from './cooldown.ts';
import { type Disconnected, endGrant, type RevocationPorts } from './end-grant.ts';
import { grantSiblings, removeGrant } from './grant-siblings.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext } from './refresh-context.ts';
import type { TokenRecord } from './token-record.ts';
import { withLease } from './with-lease.ts';

const holdsLimitMs = 1_000;

/** Revokes at the provider and deletes here, with every credential of the grant; wins against a refresh under way. */
export async function disconnect(context: RefreshContext, ports: RevocationPorts): Promise<Disconnected> {
  const { key, records, cell } = context;
  const unsaved = cell.unsaved;
  cell.unsaved = undefined;
  await unsaved?.lease.release();
  const result = await withLease(context, async () => {
    const stored = await readOrRemove(context);
    if (!stored) return { revoked: false, alsoAffects: [] };
    const { grantId } = stored.record;
    // What a refresh obtained and could not save is what the provider knows now.
    const newest =
      unsaved?.presented.record.grantId === grantId
        ? applyTokens(stored.record, unsaved.tokens)
        : stored.record;
    const ended = await endAll(context, newest, ports);
    await removeGrant(records, key, grantId);
    return ended;
  });
  await forgetHolds(context, key);
  cell.distrust();
  context.changed();
  return result;
}

/** Ends the grant and its further credentials; each has tokens of its own. */
async function endAll(
  context: RefreshContext,
  record: TokenRecord,
  ports: RevocationPorts,
): Promise<Disconnected> {
  const { key, records } = context;
  let ended = await endGrant(record, { key, records, ...ports });
  for (const sibling of await grantSiblings(records, key)) {
    if (sibling.snapshot.record.grantId !== record.grantId) continue;
    const other = await endGrant(sibling.snapshot.record, { key: sibling.key, records, ...ports });
    const alsoAffects = [...ended.alsoAffects, ...other.alsoAffects];
    ended = { ...other, ...ended, alsoAffects, revoked: ended.revoked && other.revoked };
    await removeGrant(records, sibling.key, record.grantId);
    await forgetHolds(context, sibling.key);
  }
  return ended;
}

/** Failures and limits of an account that is gone must not hold back the next one. What cannot be cleared runs out by itself. */
async function forgetHolds(
  { cooldowns, rateLimits, clock }: RefreshContext,
  key: ConnectionKey,
): Promise<void> {
  const forget = () => Promise.all([cooldowns.clear(connectionHoldKey(key)), rateLimits.clear(key)]);
  await withinLimit({ clock, durationMs: holdsLimitMs, background: true }, forget).catch(() => undefined);
}

/** The record; one that cannot be read any more is deleted, since nobody can use or revoke it. */
async function readOrRemove({ key, records }: RefreshContext): Promise<Snapshot | undefined> {
  try {
    return await records.read(key);
  } catch (error) {
    if (!SidecarError.isInstance(error) || error.code !== 'store_corrupt') throw error;
    await records.removeUnread(key);
    return undefined;
  }
}
