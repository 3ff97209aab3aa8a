import { SidecarError } from '../errors.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext } from './refresh-context.ts';
import { isSaved, saveResult } from './save-result.ts';
import type { ObtainedTokens } from './token-answer.ts';
import type { HeldLease } from './token-cell.ts';
import { unsavedError } from './token-errors.ts';

/** Saves a result; if the store fails, keeps it in the cell under its lease until a later call has saved it. */
export async function keepResult(
  context: RefreshContext,
  presented: Snapshot,
  { tokens, lease }: { readonly tokens: ObtainedTokens; readonly lease: HeldLease },
): Promise<Snapshot> {
  try {
    return await saveResult(context, presented, tokens);
  } catch (error) {
    if (!isStoreFailure(error)) throw error;
    const saved = await isSaved(context, tokens);
    if (saved) return saved;
    context.cell.unsaved = { tokens, lease, presented };
    context.changed();
    throw unsavedError(context, error);
  }
}

/** Saves what an earlier refresh obtained and the store did not take; rejects with `store_failed` while it still does not. */
export function saveUnsaved(context: RefreshContext): Promise<void> {
  const { cell } = context;
  // One save at a time: a slow one must not clear what a later refresh has put here.
  cell.saving ??= saveOnce(context).finally(() => {
    cell.saving = undefined;
  });
  return cell.saving;
}

async function saveOnce(context: RefreshContext): Promise<void> {
  const { cell } = context;
  const { unsaved } = cell;
  if (!unsaved) return;
  try {
    await saveResult(context, unsaved.presented, unsaved.tokens);
  } catch (error) {
    const saved = isStoreFailure(error) && (await isSaved(context, unsaved.tokens));
    if (isStoreFailure(error) && !saved) throw unsavedError(context, error);
    // Otherwise disconnected or connected anew: there is nothing left to save.
  }
  if (cell.unsaved === unsaved) cell.unsaved = undefined;
  await unsaved.lease.release();
  context.changed();
}

function isStoreFailure(error: unknown): boolean {
  return (
    !SidecarError.isInstance(error) || ['store_failed', 'store_corrupt', 'wrong_key'].includes(error.code)
  );
}
