import { createPost } from './create-post.ts';
import { expandPosts } from './expand.ts';
import { idRange, pageOf } from './page.ts';
import { parseSearchQuery } from './search-query.ts';
import { invalidRequest, notFoundEntry, xProblem } from './x-error.ts';
import type { XCall, XMethod } from './x-method.ts';
import { searchParameters, timelineParameters, tweetParameters } from './x-parameters.ts';
import type { Post } from './x-store.ts';

const searchedDays = 7;

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
