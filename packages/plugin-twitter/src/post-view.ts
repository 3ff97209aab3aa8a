import { z } from 'zod';
import type { PostAnswer, SentPost } from './post.ts';
import { readableText } from './readable-text.ts';
import { type Account, accountOutput, type TwitterUser, viewAccount } from './user.ts';

/** A post as the tools give it. */
export interface Post {
  id: string;
  text: string;
  author?: Account | undefined;
  created_at?: string | undefined;
  reply_to?: string | undefined;
  metrics: { likes: number; reposts: number; replies: number; quotes: number };
  url: string;
}

/** The schema of a post in a tool's output. */
export const postOutput = z.object({
  id: z.string(),
  text: z.string().describe('Whole, with links expanded; a repost holds the text of its original.'),
  author: accountOutput.optional().describe('Absent when X hides the account.'),
  created_at: z.string().optional(),
  reply_to: z.string().optional().describe('Id of the post that this one answers.'),
  metrics: z.object({ likes: z.number(), reposts: z.number(), replies: z.number(), quotes: z.number() }),
  url: z.string(),
});

/** The posts of an answer, in X's order. */
export function viewPosts(answer: PostAnswer): Post[] {
  const users = new Map(answer.includes?.users.map((user) => [user.id, user]));
  const originals = new Map(answer.includes?.tweets.map((post) => [post.id, post]));
  return answer.data.map((post) => {
    const original = originals.get(referenceOf(post, 'retweeted') ?? '');
    const originalAuthor = users.get(original?.author_id ?? '');
    return viewPost(post, {
      author: users.get(post.author_id ?? ''),
      // X cuts a repost's own text off at 140 characters.
      text: original && originalAuthor ? `RT @${originalAuthor.username}: ${textOf(original)}` : textOf(post),
    });
  });
}

function viewPost(post: SentPost, { author, text }: { author: TwitterUser | undefined; text: string }): Post {
  const replyTo = referenceOf(post, 'replied_to');
  const metrics = post.public_metrics;
  return {
    id: post.id,
    text,
    ...(author ? { author: viewAccount(author) } : {}),
    ...(post.created_at ? { created_at: post.created_at } : {}),
    ...(replyTo ? { reply_to: replyTo } : {}),
    metrics: {
      likes: metrics?.like_count ?? 0,
      reposts: metrics?.retweet_count ?? 0,
      replies: metrics?.reply_count ?? 0,
      quotes: metrics?.quote_count ?? 0,
    },
    url: postUrl(post.id, author?.username),
  };
}

/** Where a post can be seen; X finds it by its id alone, too. */
export function postUrl(id: string, username = 'i'): string {
  return `https://x.com/${username}/status/${id}`;
}

function textOf(post: SentPost): string {
  const note = post.note_tweet;
  return note?.text ? readableText(note.text, note.entities) : readableText(post.text, post.entities);
}

function referenceOf(post: SentPost, type: string): string | undefined {
  return post.referenced_tweets.find((reference) => reference.type === type)?.id;
}
