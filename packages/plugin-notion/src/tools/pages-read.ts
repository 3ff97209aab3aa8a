import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { viewBlocks } from '../blocks/view-blocks.ts';
import { loadMarkdown } from '../markdown/load-markdown.ts';
import type { NotionClient } from '../notion-client.ts';
import { pageTitle, plainProperties } from '../notion-page.ts';
import { cursorInput, pageInput } from './inputs.ts';
import { plainOutput } from './outputs.ts';

/** Reads a page: its properties, and its content as Markdown. */
export const pagesReadTool = tool({
  name: 'pages_read',
  description:
    'Read a Notion page: title, properties, and its content as Markdown. Blocks that Markdown cannot say are there as [!NOTION] notes.',
  effect: 'read',
  input: z.strictObject({
    page: pageInput.describe('Title, id or address of the page.'),
    limit: z
      .int()
      .min(1)
      .max(100)
      .default(100)
      .describe('How many blocks, not counting those inside others.'),
    cursor: cursorInput,
  }),
  output: z.object({
    id: z.string(),
    title: z.string(),
    url: z.string().optional(),
    last_edited_time: z.string().optional(),
    archived: z.boolean(),
    properties: z.record(z.string(), plainOutput),
    content: z.string(),
    next_cursor: z.string().optional(),
  }),
  execute: async ({ page: given, limit, cursor }, { client, signal }: ToolContext<NotionClient>) => {
    const id = await client.findPage(given, 'page', signal);
    const page = await client.page(id, signal);
    const { blocks, next } = await client.blocks(id, { limit, cursor, signal });
    const markdown = await loadMarkdown();
    return {
      id: page.id,
      title: pageTitle(page),
      ...(page.url ? { url: page.url } : {}),
      ...(page.last_edited_time ? { last_edited_time: page.last_edited_time } : {}),
      archived: page.in_trash ?? false,
      properties: plainProperties(page),
      content: markdown.write(viewBlocks(blocks).blocks),
      ...(next ? { next_cursor: next } : {}),
    };
  },
});
