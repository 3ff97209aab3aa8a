import type { ConnectionFetch, Identity } from '@sidecar/core';
import { z } from 'zod';
import type { DraftBlock } from './blocks/draft-block.ts';
import { type BlockPage, type NotionBlock, readBlocks } from './blocks/read-blocks.ts';
import { type WriteTarget, writeBlocks } from './blocks/write-blocks.ts';
import { type NameFinder, nameFinder } from './name-finder.ts';
import { notionApi } from './notion-api.ts';
import { notionIdSchema } from './notion-id.ts';
import { botSchema, identityOf } from './notion-identity.ts';
import { foundSchema, type NotionPage, pageSchema, readFound } from './notion-page.ts';
import type { NotionSearch } from './notion-search.ts';

/** The calls to Notion that the tools make, each with its answer checked. */
export interface NotionClient extends NameFinder, NotionSearch {
  me(signal: AbortSignal): Promise<Identity>;
  page(id: string, signal: AbortSignal): Promise<NotionPage>;
  createPage(body: object, signal: AbortSignal): Promise<NotionPage>;
  updatePage(id: string, body: object, signal: AbortSignal): Promise<NotionPage>;
  blocks(id: string, page: BlockPage): Promise<{ readonly blocks: NotionBlock[]; readonly next?: string }>;
  writeBlocks(drafts: readonly DraftBlock[], target: WriteTarget): Promise<void>;
  deleteBlock(id: string, signal: AbortSignal): Promise<void>;
}

const deletedSchema = z.object({ id: notionIdSchema });

/** Makes the client of one connection. */
export function createNotionClient(context: {
  readonly fetch: ConnectionFetch;
  readonly apiUrl: URL;
  readonly now?: () => number;
}): NotionClient {
  const api = notionApi(context);
  const search: NotionClient['search'] = async ({ query, kind, limit, cursor }, signal) => {
    const value = kind === 'database' ? 'data_source' : kind;
    const body = {
      query,
      page_size: limit,
      ...(value ? { filter: { property: 'object', value } } : {}),
      ...(cursor ? { start_cursor: cursor } : {}),
    };
    return readFound(await api.read('POST search', foundSchema, { body, signal }));
  };
  const query: NotionClient['query'] = async (id, body, signal) =>
    readFound(await api.read(`POST data_sources/${id}/query`, foundSchema, { body, signal }));

  return {
    ...nameFinder({ api, search, query, now: context.now ?? Date.now }),
    me: async (signal) => identityOf(await api.read('GET users/me', botSchema, { signal })),
    search,
    query,
    page: (id, signal) => api.read(`GET pages/${id}`, pageSchema, { signal }),
    createPage: (body, signal) => api.write('POST pages', pageSchema, { body, signal }),
    updatePage: (id, body, signal) => api.write(`PATCH pages/${id}`, pageSchema, { body, signal }),
    blocks: (id, page) => readBlocks(api, id, page),
    writeBlocks: (drafts, target) => writeBlocks(api, drafts, target),
    deleteBlock: async (id, signal) => {
      await api.write(`DELETE blocks/${id}`, deletedSchema, { signal });
    },
  };
}
