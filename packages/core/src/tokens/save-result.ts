import { SidecarError } from '../errors.ts';
import { applyTokens } from './apply-tokens.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext } from './refresh-context.ts';
import { saveSiblings } from './save-siblings.ts';
import type { ObtainedTokens } from './token-answer.ts';
import { grantChangedError, notConnectedError } from './token-errors.ts';

const mostAttempts = 20;

/**
 * Writes what the provider gave under the write rule: only while the grant is the same and the stored refresh token is the
 * one that was presented. Otherwise whoever wrote meanwhile is right, and the result is theirs, a conflict, or discarded.
 */
export async function saveResult(
  context: RefreshContext,
  presented: Snapshot,
  tokens: ObtainedTokens,
): Promise<Snapshot> {
  const { records, key } = context;
  let current: Snapshot | undefined = presented;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    if (!current) {
      await context.discard(presented.record, tokens);
      throw notConnectedError(context);
    }
    if (current.record.grantId !== presented.record.grantId) throw grantChangedError(context);
    // A write whose answer was lost looks like a conflict; what stands there is ours.
    if (attempt > 0 && isResult(current, tokens)) {
      await saveSiblings(context, current, tokens);
      return current;
    }
    if (current.record.refreshToken !== presented.record.refreshToken) return current;
    const written = await records.write(key, applyTokens(current.record, tokens), current.version);
    if (written) {
      await saveSiblings(context, written, tokens);
      return written;
    }
    current = await records.read(key);
  }
  throw new SidecarError('store_failed', `Others keep changing the connection to ${context.name}.`, {
    integration: key.integration,
  });
}

/** Whether the store took the whole result although it said that it did not (the answer to a commit can be lost). */
export async function isSaved(
  context: RefreshContext,
  tokens: ObtainedTokens,
): Promise<Snapshot | undefined> {
  const { records, key } = context;
  try {
    const current = await records.read(key);
    if (!current || !isResult(current, tokens)) return undefined;
    for (const [credential, own] of Object.entries(tokens.credentials)) {
      const sibling = await records.read({ ...key, credential });
      if (sibling?.record.grantId === current.record.grantId && !isResult(sibling, own)) return undefined;
    }
    return current;
  } catch {
    return undefined;
  }
}

/** A provider may answer the same access token twice, so the moment of the request has to agree too. */
function isResult({ record }: Snapshot, tokens: ObtainedTokens): boolean {
  return record.accessToken === tokens.accessToken && record.obtainedAt === tokens.obtainedAt;
}
