import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { postOutput } from '../post-view.ts';
import type { TwitterClient } from '../twitter-client.ts';

/** Reads the home timeline of the connected account. */
export const timelineReadTool = tool({
  name: 'timeline_read',
  description:
    'Read the home timeline of the connected X account: its own posts and those of the accounts that it follows, newest first.',
  effect: 'read',
  scopes: ['tweet.read', 'users.read'],
  input: z.strictObject({
    limit: z.int().min(1).max(100).default(10).describe('How many posts.'),
    cursor: z.string().min(1).max(512).optional().describe('next_cursor of the page before.'),
  }),
  output: z.object({ posts: z.array(postOutput), next_cursor: z.string().optional() }),
  execute: async (input, { client, signal }: ToolContext<TwitterClient>) => {
    const { items, next } = await client.homeTimeline(input, signal);
    return { posts: items, ...(next ? { next_cursor: next } : {}) };
  },
});
