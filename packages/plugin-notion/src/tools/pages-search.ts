import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { plainText } from '../blocks/rich-text.ts';
import type { NotionClient } from '../notion-client.ts';
import { type Found, pageTitle } from '../notion-page.ts';
import { cursorInput } from './inputs.ts';

/** Searches pages and databases by title. */
export const pagesSearchTool = tool({
  name: 'pages_search',
  description:
    'Search the titles of the pages and databases that are shared with this Notion connection; without a query the last edited come first.',
  effect: 'read',
  input: z.strictObject({
    query: z.string().max(500).default('').describe('Words of the title.'),
    type: z.enum(['page', 'database']).optional().describe('Only these; both unless given.'),
    limit: z.int().min(1).max(100).default(10).describe('How many.'),
    cursor: cursorInput,
  }),
  output: z.object({
    results: z.array(
      z.object({
        id: z.string(),
        type: z.enum(['page', 'database']),
        title: z.string(),
        url: z.string().optional(),
        last_edited_time: z.string().optional(),
      }),
    ),
    next_cursor: z.string().optional(),
  }),
  execute: async ({ query, type, limit, cursor }, { client, signal }: ToolContext<NotionClient>) => {
    const { all, next } = await client.search({ query, kind: type, limit, cursor }, signal);
    return { results: all.slice(0, limit).map(viewFound), ...(next ? { next_cursor: next } : {}) };
  },
});

function viewFound(item: Found['all'][number]) {
  if ('dataSource' in item) {
    const { id, title, url } = item.dataSource;
    return { id, type: 'database' as const, title: plainText(title), ...(url ? { url } : {}) };
  }
  const { id, url, last_edited_time: time } = item.page;
  const facts = { ...(url ? { url } : {}), ...(time ? { last_edited_time: time } : {}) };
  return { id, type: 'page' as const, title: pageTitle(item.page), ...facts };
}
