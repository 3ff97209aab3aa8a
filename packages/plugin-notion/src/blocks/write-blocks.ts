import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import type { NotionApi } from '../notion-api.ts';
import { mayHaveHappened } from '../notion-errors.ts';
import { notionIdSchema } from '../notion-id.ts';
import type { DraftBlock } from './draft-block.ts';
import { type BlockBatch, planRequests } from './plan-requests.ts';

const appendedSchema = z.object({ results: z.array(z.object({ id: notionIdSchema })) });

/** Where blocks are written, and who is told how many are there. */
export interface WriteTarget {
  readonly parentId: string;
  readonly signal: AbortSignal;
  readonly onWritten: (count: number) => void;
}

/** Appends blocks to a page or block, in as many requests as Notion's limits make necessary. */
export async function writeBlocks(
  api: NotionApi,
  drafts: readonly DraftBlock[],
  target: WriteTarget,
): Promise<void> {
  for (const batch of planRequests(drafts)) await writeBatch(api, batch, target);
}

/** Appends what one request holds, and then what belongs into its blocks. */
async function writeBatch(api: NotionApi, batch: BlockBatch, target: WriteTarget): Promise<void> {
  const { parentId, signal, onWritten } = target;
  const body = { children: batch.children };
  const { results } = await api.write(`PATCH blocks/${parentId}/children`, appendedSchema, { body, signal });
  onWritten(batch.count);
  for (const [index, inside] of batch.later) {
    const id = results[index]?.id;
    if (id === undefined)
      throw new SidecarError('invalid_response', 'Notion did not say which blocks it has made.', {
        integration: 'notion',
        ...mayHaveHappened,
      });
    await writeBlocks(api, inside, { ...target, parentId: id });
  }
}
