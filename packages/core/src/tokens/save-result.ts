import { SidecarError } from '../errors.ts';
import { applyTokens } from './apply-tokens.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext, RefreshRequest } from './refresh-context.ts';
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
  result: { readonly tokens: ObtainedTokens } & RefreshRequest,
): Promise<Snapshot> {
  const { records, key } = context;
  let current: Snapshot | undefined = presented;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    if (!current) {
      await context.discard(presented.record, result.tokens);
      throw notConnectedError(context);
    }
    if (current.record.grantId !== presented.record.grantId) throw grantChangedError(context);
    if (current.record.accessToken === result.tokens.accessToken) return current;
    if (current.record.refreshToken !== presented.record.refreshToken) return current;
    const written = await records.write(
      key,
      applyTokens(current.record, result.tokens, result.refusedAt),
      current.version,
    );
    if (written) return written;
    current = await records.read(key);
  }
  throw new SidecarError('store_failed', `Others keep changing the connection to ${context.name}.`, {
    integration: key.integration,
  });
}

/** Whether the store took the result although it said that it did not (the answer to a commit can be lost). */
export async function isSaved(
  context: RefreshContext,
  tokens: ObtainedTokens,
): Promise<Snapshot | undefined> {
  const current = await context.records.read(context.key).catch(() => undefined);
  return current?.record.accessToken === tokens.accessToken ? current : undefined;
}
