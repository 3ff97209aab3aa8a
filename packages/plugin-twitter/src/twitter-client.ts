import type { ConnectionFetch } from '@sidecar/core';
import { z } from 'zod';
import { directMessageAnswerSchema, directMessageFields } from './direct-message.ts';
import { type DirectMessage, viewDirectMessages } from './direct-message-view.ts';
import { postAnswerSchema, postFields } from './post.ts';
import { type Post, viewPosts } from './post-view.ts';
import { twitterApi } from './twitter-api.ts';
import { type TwitterUser, userSchema } from './user.ts';

/** Which page of a list, by the `next` that came with the page before. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page of a list; without `next` it is the last. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next?: string | undefined;
}

/** The few calls to X that the tools make, each with its answer checked. */
export interface TwitterClient {
  /** Who is connected; asked once. */
  me(signal: AbortSignal): Promise<TwitterUser>;
  userByName(username: string, signal: AbortSignal): Promise<TwitterUser>;
  createPost(
    post: { readonly text: string; readonly replyTo?: string | undefined },
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly text?: string | null | undefined }>;
  /** Posts of the last seven days that are older than `beforeId`, newest first; X gives no fewer than 10. */
  searchPosts(
    search: { readonly query: string; readonly limit: number; readonly beforeId?: string | undefined },
    signal: AbortSignal,
  ): Promise<Page<Post>>;
  /** What the connected user sees under "Following", newest first. */
  homeTimeline(page: PageRequest, signal: AbortSignal): Promise<Page<Post>>;
  /** Messages of all conversations, or of the one with a user, newest first. */
  directMessages(
    page: PageRequest & { readonly withUserId?: string | undefined },
    signal: AbortSignal,
  ): Promise<Page<DirectMessage>>;
}

// The id goes into paths.
const userAnswerSchema = z.object({ data: userSchema.extend({ id: z.string().regex(/^\d+$/) }) });
const createdSchema = z.object({ data: z.object({ id: z.string().min(1), text: z.string().nullish() }) });

/** Makes the client of one connection. */
export function createTwitterClient(context: {
  readonly fetch: ConnectionFetch;
  readonly apiUrl: URL;
}): TwitterClient {
  const api = twitterApi(context);
  let connectedUser: TwitterUser | undefined;

  const me = async (signal: AbortSignal) => {
    connectedUser ??= (await api.get('users/me', userAnswerSchema, { signal })).data;
    return connectedUser;
  };

  return {
    me,

    async userByName(username, signal) {
      const request = { params: { username }, signal };
      return (await api.get('users/by/username/:username', userAnswerSchema, request)).data;
    },

    async createPost({ text, replyTo }, signal) {
      const reply = replyTo === undefined ? {} : { reply: { in_reply_to_tweet_id: replyTo } };
      return (await api.post('tweets', createdSchema, { body: { text, ...reply }, signal })).data;
    },

    async searchPosts({ query, limit, beforeId }, signal) {
      const paging = { max_results: Math.max(10, limit), until_id: beforeId };
      const request = { query: { query, ...paging, ...postFields }, signal };
      const answer = await api.get('tweets/search/recent', postAnswerSchema, request);
      return { items: viewPosts(answer), ...nextOf(answer) };
    },

    async homeTimeline({ limit, cursor }, signal) {
      const { id } = await me(signal);
      const query = { max_results: limit, pagination_token: cursor, ...postFields };
      const path = 'users/:id/timelines/reverse_chronological';
      const answer = await api.get(path, postAnswerSchema, { query, params: { id }, signal });
      return { items: viewPosts(answer), ...nextOf(answer) };
    },

    async directMessages({ limit, cursor, withUserId }, signal) {
      const paging = { max_results: limit, pagination_token: cursor, event_types: 'MessageCreate' };
      const path = withUserId === undefined ? 'dm_events' : 'dm_conversations/with/:id/dm_events';
      const request = { query: { ...paging, ...directMessageFields }, params: { id: withUserId }, signal };
      const answer = await api.get(path, directMessageAnswerSchema, request);
      return { items: viewDirectMessages(answer), ...nextOf(answer) };
    },
  };
}

function nextOf({
  meta,
}: {
  readonly meta?: { readonly next_token?: string | null | undefined } | null | undefined;
}) {
  return meta?.next_token ? { next: meta.next_token } : {};
}
