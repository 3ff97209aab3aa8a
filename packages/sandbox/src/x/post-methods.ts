import { z } from 'zod';
import { expandPosts } from './expand.ts';
import { idRange, pageOf } from './page.ts';
import { shownText } from './post-text.ts';
import { parseSearchQuery } from './search-query.ts';
import { maximumPostLength, weightedLength } from './weighted-length.ts';
import { invalidRequest, notFoundEntry, xProblem } from './x-error.ts';
import type { XCall, XMethod } from './x-method.ts';
import { searchParameters, timelineParameters, tweetParameters } from './x-parameters.ts';
import type { Post } from './x-store.ts';

const searchedDays = 7;
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

async function createPost({ store, user, request, now }: XCall) {
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

function getPost({ store, path, query }: XCall) {
  const post = store.post(path.id ?? '');
  if (!post) return { errors: [notFoundEntry('tweet', 'id', path.id ?? '')] };
  const { data, includes } = expandPosts([post], query, store);
  return { data: data[0], ...(includes && { includes }) };
}

function deletePost({ store, user, path }: XCall) {
  const post = store.post(path.id ?? '');
  if (post && post.author.id !== user.id) throw xProblem(403, 'You are not authorized to delete this Tweet.');
  if (post) store.removePost(post);
  return { data: { deleted: true } };
}

function listing(posts: readonly Post[], { query, store }: XCall, defaultSize: number) {
  const { items, meta } = pageOf(posts, query, defaultSize);
  const { data, includes } = expandPosts(items, query, store);
  return {
    ...(data.length > 0 && { data }),
    ...(includes && { includes }),
    meta: { ...idRange(items), ...meta },
  };
}

function searchRecent(call: XCall) {
  const fits = parseSearchQuery(call.query.get('query') ?? '');
  const oldest = call.now - searchedDays * 24 * 60 * 60 * 1000;
  const posts = call.store.posts().filter((post) => post.createdAt >= oldest && fits(post));
  return listing(posts, call, 10);
}

function timeline(call: XCall) {
  const { store, user, path, query } = call;
  if (path.id !== user.id) {
    const message = `The \`id\` query parameter value [${path.id}] must be the same as the authenticating user [${user.id}]`;
    throw invalidRequest([{ parameters: { id: [path.id ?? ''] }, message }]);
  }
  const authors = new Set([user.id, ...(store.follows.get(user.id) ?? [])]);
  const noReplies = query.get('exclude')?.split(',').includes('replies');
  const posts = store
    .posts()
    .filter(({ author, replyTo }) => authors.has(author.id) && !(noReplies && replyTo));
  return listing(posts, call, 100);
}

const read = ['tweet.read', 'users.read'];
const write = ['tweet.read', 'tweet.write', 'users.read'];

/** Posts: writing, reading, searching, the timeline. */
export const postMethods: readonly XMethod[] = [
  {
    method: 'POST',
    path: '/2/tweets',
    scopes: write,
    parameters: {},
    calls: 100,
    status: 201,
    run: createPost,
  },
  {
    method: 'GET',
    path: '/2/tweets/search/recent',
    scopes: read,
    parameters: searchParameters,
    calls: 300,
    run: searchRecent,
  },
  {
    method: 'GET',
    path: '/2/tweets/:id{[0-9]+}',
    scopes: read,
    parameters: tweetParameters,
    calls: 900,
    run: getPost,
  },
  {
    method: 'DELETE',
    path: '/2/tweets/:id{[0-9]+}',
    scopes: write,
    parameters: {},
    calls: 50,
    run: deletePost,
  },
  {
    method: 'GET',
    path: '/2/users/:id{[0-9]+}/timelines/reverse_chronological',
    scopes: read,
    parameters: timelineParameters,
    calls: 180,
    run: timeline,
  },
];
