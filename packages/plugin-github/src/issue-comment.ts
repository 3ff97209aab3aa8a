import { z } from 'zod';
import { login } from './account.ts';
import { time } from './time.ts';

/** What is read of a comment. */
export const commentSchema = z.object({
  id: z.int(),
  body: z.string().nullish(),
  user: login,
  created_at: time,
  html_url: z.string().nullish(),
});

/** A comment as the tools give it; its text is Markdown. */
export const commentOutput = z.object({
  id: z.int(),
  author: z.string().optional(),
  body: z.string(),
  created_at: z.string().optional(),
  url: z.string().optional(),
});

/** Shows a comment. */
export function viewComment(comment: z.infer<typeof commentSchema>): z.infer<typeof commentOutput> {
  return {
    id: comment.id,
    ...(comment.user ? { author: comment.user } : {}),
    body: comment.body ?? '',
    ...(comment.created_at ? { created_at: comment.created_at } : {}),
    ...(comment.html_url ? { url: comment.html_url } : {}),
  };
}
