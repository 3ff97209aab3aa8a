import { listParameter } from './parameters.ts';
import { findMentions } from './post-text.ts';
import { postResource, userResource } from './x-resources.ts';
import type { Post, XStore, XUser } from './x-store.ts';

/** What an expansion of posts brings along. */
const usersOf: Readonly<Record<string, (post: Post, store: XStore) => readonly (XUser | undefined)[]>> = {
  author_id: ({ author }) => [author],
  in_reply_to_user_id: ({ replyTo }) => [replyTo?.author],
  'entities.mentions.username': ({ text }, store) =>
    findMentions(text).map(({ value }) => store.userByName(value)),
  'referenced_tweets.id.author_id': (post) => referenced(post).map(({ author }) => author),
};

function referenced({ replyTo, quotes }: Post): Post[] {
  return [replyTo, quotes].filter((other) => other !== undefined);
}

/** Posts in the shape that was asked for, with what their expansions bring along. */
export function expandPosts(
  posts: readonly Post[],
  query: URLSearchParams,
  store: XStore,
): { data: object[]; includes?: object } {
  const fields = listParameter(query, 'tweet.fields');
  const expansions = listParameter(query, 'expansions');
  const show = (post: Post) => postResource(post, { fields, expansions, store });
  const users = posts.flatMap((post) =>
    expansions.flatMap((expansion) => usersOf[expansion]?.(post, store) ?? []),
  );
  const tweets = expansions.includes('referenced_tweets.id') ? [...new Set(posts.flatMap(referenced))] : [];
  const includes = {
    ...expandUsers([...new Set(users.filter((user) => user !== undefined))], query, store),
    ...(tweets.length > 0 && { tweets: tweets.map(show) }),
  };
  return { data: posts.map(show), ...(Object.keys(includes).length > 0 && { includes }) };
}

/** The `users` of `includes`, if there are any. */
export function expandUsers(
  users: readonly XUser[],
  query: URLSearchParams,
  store: XStore,
): { users?: object[] } {
  if (users.length === 0) return {};
  const fields = listParameter(query, 'user.fields');
  return { users: users.map((user) => userResource(user, fields, store)) };
}
