import { z } from 'zod';
import { listOf } from './list-of.ts';
import { entitiesSchema } from './readable-text.ts';
import { time } from './time.ts';
import { userSchema } from './user.ts';

/** What is asked for with every list of posts; `note_tweet` holds the whole text of those over 280 characters. */
export const postFields = {
  'tweet.fields': 'author_id,created_at,entities,note_tweet,public_metrics,referenced_tweets',
  'user.fields': 'name,username',
  expansions: 'author_id,referenced_tweets.id,referenced_tweets.id.author_id',
} as const;

const count = z.number().nullish();

const postSchema = z.object({
  id: z.string().min(1),
  text: z.string(),
  author_id: z.string().nullish(),
  created_at: time,
  entities: entitiesSchema,
  note_tweet: z.object({ text: z.string().nullish(), entities: entitiesSchema }).nullish(),
  public_metrics: z
    .object({ like_count: count, retweet_count: count, reply_count: count, quote_count: count })
    .nullish(),
  referenced_tweets: listOf(z.object({ type: z.string(), id: z.string() })),
});

/** A post as X sends it. */
export type SentPost = z.infer<typeof postSchema>;

/** X's answer with a page of posts and, beside them, their authors and the posts that they refer to. */
export const postAnswerSchema = z.object({
  data: listOf(postSchema),
  includes: z.object({ users: listOf(userSchema), tweets: listOf(postSchema) }).nullish(),
  meta: z.object({ next_token: z.string().nullish() }).nullish(),
});

/** X's answer with a page of posts, checked. */
export type PostAnswer = z.infer<typeof postAnswerSchema>;
