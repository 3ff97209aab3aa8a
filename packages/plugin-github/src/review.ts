import { z } from 'zod';
import { login } from './account.ts';
import { time } from './time.ts';

/** What is read of a review. */
export const reviewSchema = z.object({
  id: z.int(),
  user: login,
  state: z.string().nullish(),
  body: z.string().nullish(),
  submitted_at: time,
  html_url: z.string().nullish(),
});

/** A review as the tools give it. */
export const reviewOutput = z.object({
  id: z.int(),
  author: z.string().optional(),
  state: z.string(),
  body: z.string().optional(),
  submitted_at: z.string().optional(),
  url: z.string().optional(),
});

/** Shows a review. */
export function viewReview(review: z.infer<typeof reviewSchema>): z.infer<typeof reviewOutput> {
  return {
    id: review.id,
    ...(review.user ? { author: review.user } : {}),
    state: (review.state ?? 'commented').toLowerCase(),
    ...(review.body ? { body: review.body } : {}),
    ...(review.submitted_at ? { submitted_at: review.submitted_at } : {}),
    ...(review.html_url ? { url: review.html_url } : {}),
  };
}
