import { applyTokens } from './apply-tokens.ts';
import type { Snapshot } from './record-store.ts';
import type { RefreshContext } from './refresh-context.ts';
import type { ObtainedTokens } from './token-answer.ts';

const mostAttempts = 5;

/** Stores further credentials of the same grant that an answer brought along (a refresh that rotates Slack's bot and user token). */
export async function saveSiblings(
  { records, key }: RefreshContext,
  { record }: Snapshot,
  { credentials }: ObtainedTokens,
): Promise<void> {
  for (const [credential, tokens] of Object.entries(credentials)) {
    const place = { ...key, credential };
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const current = await records.read(place);
      if (!current || current.record.grantId !== record.grantId) break;
      if (await records.write(place, applyTokens(current.record, tokens), current.version)) break;
    }
  }
}
