import { listParameter } from './parameters.ts';
import { findMentions } from './post-text.ts';
import { postResource, userResource } from './x-resources.ts';
import type { Post, XStore, XUser } from './x-store.ts';

/** Posts in the shape that was asked for, with what their expansions bring along. */
export function expandPosts(
  posts: readonly Post[],
  query: URLSearchParams,
  store: XStore,
): { data: object[]; includes?: object } {
  const fields = listParameter(query, 'tweet.fields');
  const expansions = listParameter(query, 'expansions');
  const wants = (expansion: string) => expansions.includes(expansion);
  const users = new Map<string, XUser>();
  const others = new Map<string, Post>();
  const add = (user: XUser | undefined) => user && users.set(user.id, user);
  for (const post of posts) {
    const referenced = [post.replyTo, post.quotes].filter((other) => other !== undefined);
    if (wants('author_id')) add(post.author);
    if (wants('in_reply_to_user_id')) add(post.replyTo?.author);
    if (wants('entities.mentions.username')) {
      for (const { value } of findMentions(post.text)) add(store.userByName(value));
    }
    if (wants('referenced_tweets.id')) for (const other of referenced) others.set(other.id, other);
    if (wants('referenced_tweets.id.author_id')) for (const other of referenced) add(other.author);
  }
  const show = (post: Post) => postResource(post, fields, expansions, store);
  const includes = {
    ...expandUsers([...users.values()], query, store),
    ...(others.size > 0 && { tweets: [...others.values()].map(show) }),
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
