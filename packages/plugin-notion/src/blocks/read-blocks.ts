import { z } from 'zod';
import { mapConcurrently } from '../map-concurrently.ts';
import type { NotionApi } from '../notion-api.ts';
import { notionIdSchema } from '../notion-id.ts';
import { type BlockContent, blockContent } from './block-content.ts';

const blockSchema = z.looseObject({
  id: notionIdSchema,
  type: z.string().nullish().catch(undefined),
  has_children: z.boolean().nullish().catch(undefined),
});
const pageSchema = z.object({
  results: z.array(blockSchema),
  has_more: z.boolean().nullish().catch(undefined),
  next_cursor: z.string().nullish().catch(undefined),
});

/** A block as Notion has it, with the blocks inside. */
export interface NotionBlock {
  readonly id: string;
  readonly type: string;
  readonly content: BlockContent;
  readonly children: readonly NotionBlock[];
  /** Whether there are more blocks inside than were read. */
  readonly isCut: boolean;
}

/** Which part of a page is read. */
export interface BlockPage {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal: AbortSignal;
}

/** Requests for inner blocks at one time: Notion allows three a second. */
const atOnce = 3;
/** Requests for the inner blocks of one page of blocks. */
const mostRequests = 200;
/** Their insides are pages of their own. */
const closedTypes = new Set(['child_page', 'child_database']);

/** Reads a page of the blocks in a page or block, each with all that is inside. */
export async function readBlocks(
  api: NotionApi,
  id: string,
  { limit, cursor, signal }: BlockPage,
): Promise<{ readonly blocks: NotionBlock[]; readonly next?: string }> {
  let requestsLeft = mostRequests;
  const list = (parentId: string, page: { limit: number; cursor?: string | undefined }) =>
    api.read(`GET blocks/${parentId}/children`, pageSchema, {
      query: { page_size: page.limit, start_cursor: page.cursor },
      signal,
    });
  const inside = async (parentId: string) => {
    const found: NotionBlock[] = [];
    let next: string | undefined;
    do {
      requestsLeft -= 1;
      const answer = await list(parentId, { limit: 100, cursor: next });
      found.push(...(await mapConcurrently(answer.results, atOnce, withInside)));
      next = nextOf(answer);
    } while (next !== undefined && requestsLeft > 0);
    return { children: found, isCut: next !== undefined };
  };
  const withInside = async (block: z.infer<typeof blockSchema>): Promise<NotionBlock> => {
    const type = block.type ?? 'unsupported';
    const facts = { id: block.id, type, content: blockContent(block[type]) };
    const isOpen = block.has_children && !closedTypes.has(type);
    if (!isOpen) return { ...facts, children: [], isCut: false };
    if (requestsLeft <= 0) return { ...facts, children: [], isCut: true };
    return { ...facts, ...(await inside(block.id)) };
  };
  const answer = await list(id, { limit, cursor });
  const blocks = await mapConcurrently(answer.results, atOnce, withInside);
  const next = nextOf(answer);
  return { blocks, ...(next ? { next } : {}) };
}

function nextOf({ has_more, next_cursor }: z.infer<typeof pageSchema>): string | undefined {
  return has_more && next_cursor ? next_cursor : undefined;
}
