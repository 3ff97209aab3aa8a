import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import type { MessageSelection } from './calls/reading-calls.ts';
import type { GmailClient } from './gmail-client.ts';
import { messageSummary, messageSummarySchema, summaryHeaders } from './mail/message-summary.ts';
import { mapConcurrently } from './map-concurrently.ts';

/** Since May 2026 a message costs 20 of the 6,000 units that a user of a new project has in a minute: faster is no use. */
const concurrentRequests = 8;

/** What the tools that list messages answer. */
export const messageListOutput = z.object({
  emails: z.array(messageSummarySchema),
  next_cursor: z.string().optional().describe('Give it back as cursor for the next page.'),
});

/** Lists messages with their headers, newest first. One that was deleted meanwhile is left out. */
export async function listSummaries(
  client: GmailClient,
  selection: MessageSelection,
  signal: AbortSignal,
): Promise<z.input<typeof messageListOutput>> {
  const { ids, nextCursor } = await client.list(selection, signal);
  const found = await mapConcurrently(ids, concurrentRequests, async (id) => {
    const message = await unlessGone(client.headers(id, summaryHeaders, signal));
    return message ? [await messageSummary(message)] : [];
  });
  return { emails: found.flat(), ...(nextCursor ? { next_cursor: nextCursor } : {}) };
}

async function unlessGone<Found>(message: Promise<Found>): Promise<Found | undefined> {
  try {
    return await message;
  } catch (error) {
    if (SidecarError.isInstance(error) && error.code === 'not_found') return undefined;
    throw error;
  }
}
