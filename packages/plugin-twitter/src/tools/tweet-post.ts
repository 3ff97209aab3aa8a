import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { postUrl } from '../post-view.ts';
import { readableText } from '../readable-text.ts';
import type { TwitterClient } from '../twitter-client.ts';

/** What a post may weigh, by X's count, for an account without a subscription. */
const longestPost = 280;

/** More raw characters than a post of many long links can have, and few enough to measure at once. */
const longestInput = 4000;

const text = z
  .string()
  .max(longestInput)
  .superRefine(async (value, context) => {
    const message = await whyRefused(value);
    if (message) context.addIssue({ code: 'custom', message });
  })
  .describe(
    `The post. At most ${longestPost} characters as X counts them: a link is 23, an emoji or a Chinese, Japanese or Korean character is 2.`,
  );

/** Posts on X; a thread is made by answering one's own last post. */
export const tweetPostTool = tool({
  name: 'tweet_post',
  description:
    'Publish a post (tweet) on X as the connected account, at once and for everyone to see. For a thread, post the parts one after the other, each with reply_to set to the id of the one before.',
  effect: 'write',
  scopes: ['tweet.read', 'tweet.write', 'users.read'],
  input: z.strictObject({
    text,
    reply_to: z
      .string()
      .regex(/^\d{1,19}$/, 'Give the id of a post: digits only.')
      .optional()
      .describe('Id of the post to answer.'),
  }),
  output: z.object({ id: z.string(), text: z.string(), url: z.string() }),
  execute: async (input, { client, signal }: ToolContext<TwitterClient>) => {
    const created = await client.createPost({ text: input.text, replyTo: input.reply_to }, signal);
    return {
      id: created.id,
      text: created.text ? readableText(created.text, undefined) : input.text,
      url: postUrl(created.id),
    };
  },
});

async function whyRefused(value: string): Promise<string | undefined> {
  if (value.trim() === '') return 'The post is empty.';
  if (!value.isWellFormed() || /[\uFFFE\uFEFF\uFFFF]/.test(value))
    return 'The post holds a character that Twitter refuses.';
  // Loaded with the first post: its tables and patterns are most of what this package would cost at import.
  const { weightedLength } = await import('../tweet-length.ts');
  const length = weightedLength(value);
  if (length <= longestPost) return undefined;
  return `The post is too long: Twitter counts ${length} characters and allows ${longestPost}.`;
}
