import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { ExampleServiceClient } from '../example-service-client.ts';

/** Lists items, newest first. */
export const itemListTool = tool({
  name: 'item_list',
  description: 'List the items of the connected Example Service account, newest first.',
  effect: 'read',
  scopes: ['items.read'], // only: oauth2
  input: z.strictObject({
    limit: z.int().min(1).max(50).default(10).describe('How many items.'),
  }),
  output: z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) }),
  execute: async ({ limit }, { client, signal }: ToolContext<ExampleServiceClient>) => {
    const items = await client.itemList({ limit }, signal);
    return { items: items.map(({ id, title }) => ({ id, title: title ?? '(no title)' })) };
  },
});
