import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { postOutput } from '../post-view.ts';
import type { TwitterClient } from '../twitter-client.ts';

/** Searches the posts of the last seven days. */
export const tweetSearchTool = tool({
  name: 'tweet_search',
  description: 'Search public posts (tweets) on X of the last seven days, newest first.',
  effect: 'read',
  scopes: ['tweet.read', 'users.read'],
  input: z.strictObject({
    query: z
      .string()
      .trim()
      .min(1)
      .max(4096)
      .describe(
        'Words, "exact phrases", #tags, @names; operators: from:name, to:name, OR, -word, has:links, lang:en, -is:retweet.',
      ),
    limit: z.int().min(1).max(100).default(10).describe('How many posts.'),
    cursor: z
      .string()
      .regex(/^\d{1,19}$/, 'Give the next_cursor of an earlier answer.')
      .optional()
      .describe('next_cursor of the page before.'),
  }),
  output: z.object({ posts: z.array(postOutput), next_cursor: z.string().optional() }),
  execute: async ({ query, limit, cursor }, { client, signal }: ToolContext<TwitterClient>) => {
    const found = await client.searchPosts({ query, limit, beforeId: cursor }, signal);
    // X sends at least 10. A cursor of its own would skip those that are cut off here, so the last id is ours.
    const posts = found.items.slice(0, limit);
    const hasMore = found.items.length > limit || found.next !== undefined;
    const lastId = posts.at(-1)?.id;
    return { posts, ...(hasMore && lastId ? { next_cursor: lastId } : {}) };
  },
});
