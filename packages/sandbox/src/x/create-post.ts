import { z } from 'zod';
import { shownText } from './post-text.ts';
import { maximumPostLength, weightedLength } from './weighted-length.ts';
import { invalidRequest, xProblem } from './x-error.ts';
import type { XCall } from './x-method.ts';
import type { Post } from './x-store.ts';

const rememberedPosts = 50;
const id = z.string().regex(/^[0-9]{1,19}$/);

const postSchema = z.strictObject({
  text: z.string().optional(),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: id,
      exclude_reply_user_ids: z.array(id).optional(),
      auto_populate_reply_metadata: z.boolean().optional(),
    })
    .optional(),
  quote_tweet_id: id.optional(),
  reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
  for_super_followers_only: z.boolean().optional(),
  nullcast: z.boolean().optional(),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  media: z.looseObject({}).optional(),
  poll: z.looseObject({}).optional(),
});

async function readPost(request: Request): Promise<z.output<typeof postSchema>> {
  if (!request.headers.get('content-type')?.includes('application/json'))
    throw xProblem(400, 'The body must be JSON.');
  const value: unknown = await request.json().catch(() => {
    throw xProblem(400, 'The body is no valid JSON.');
  });
  const parsed = postSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys';
    const field = ['$', ...issue.path, ...(unknown ? issue.keys.slice(0, 1) : [])].join('.');
    const problem = unknown
      ? 'is not defined in the schema and the schema does not allow additional properties'
      : issue.message;
    return { parameters: {}, message: `${field}: ${problem}` };
  });
  throw invalidRequest(complaints);
}

/** `POST /2/tweets`. */
export async function createPost({ store, user, request, now }: XCall) {
  const { text = '', reply, quote_tweet_id: quotedId, media, poll } = await readPost(request);
  if (media || poll)
    throw invalidRequest([{ parameters: {}, message: 'The sandbox has neither media nor polls.' }]);
  if (text.trim() === '')
    throw invalidRequest([{ parameters: {}, message: '$.text: is missing but it is required' }]);
  if (weightedLength(text) > maximumPostLength) throw xProblem(403, 'Your Tweet text is too long.');
  const replyTo = reply && store.post(reply.in_reply_to_tweet_id);
  if (reply && !replyTo)
    throw xProblem(403, 'You attempted to reply to a Tweet that is deleted or not visible to you.');
  const quotes = quotedId === undefined ? undefined : store.post(quotedId);
  if (quotedId !== undefined && !quotes)
    throw xProblem(403, 'You attempted to quote a Tweet that is deleted or not visible to you.');
  const own = store.posts().filter(({ author }) => author.id === user.id);
  const isCopy = (post: Post) => originalText(post) === text && post.replyTo === replyTo;
  if (own.slice(0, rememberedPosts).some(isCopy)) {
    throw xProblem(403, 'You are not allowed to create a Tweet with duplicate content.');
  }
  const post = store.addPost({ author: user, text, at: now, replyTo, quotes });
  return { data: { id: post.id, text: shownText(post.text), edit_history_tweet_ids: [post.id] } };
}

function originalText({ text, links }: Post): string {
  return [...links].reduce((result, [link, target]) => result.replace(link, target), text);
}
