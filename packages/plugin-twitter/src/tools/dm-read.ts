import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { directMessageOutput } from '../direct-message-view.ts';
import type { TwitterClient } from '../twitter-client.ts';

/** Reads direct messages of the connected account. */
export const directMessageReadTool = tool({
  name: 'dm_read',
  description:
    'Read direct messages of the connected X account, sent and received, of the last 30 days, newest first. Encrypted messages are not included.',
  effect: 'read',
  scopes: ['dm.read', 'tweet.read', 'users.read'],
  input: z.strictObject({
    username: z
      .string()
      .regex(/^@?\w{1,15}$/, 'Give an X handle.')
      .optional()
      .describe('Only the conversation with this account; all conversations unless given.'),
    limit: z.int().min(1).max(100).default(10).describe('How many messages.'),
    cursor: z.string().min(1).max(512).optional().describe('next_cursor of the page before.'),
  }),
  output: z.object({ messages: z.array(directMessageOutput), next_cursor: z.string().optional() }),
  execute: async ({ username: handle, ...page }, { client, signal }: ToolContext<TwitterClient>) => {
    const partner = handle && (await client.userByName(handle.replace('@', ''), signal));
    const wanted = { ...page, ...(partner ? { withUserId: partner.id } : {}) };
    const { items, next } = await client.directMessages(wanted, signal);
    return { messages: items, ...(next ? { next_cursor: next } : {}) };
  },
});
