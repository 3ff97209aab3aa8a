import type { ConnectionFetch } from '@sidecar/core';
import { z } from 'zod';
import { directMessageFields, directMessagePageSchema } from './direct-message.ts';
import { postFields, postPageSchema } from './post.ts';
import { twitterApi } from './twitter-api.ts';
import { type TwitterUser, userSchema } from './user.ts';

// The id goes into paths.
const userAnswerSchema = z.object({ data: userSchema.extend({ id: z.string().regex(/^\d+$/) }) });
const createdSchema = z.object({ data: z.object({ id: z.string().min(1), text: z.string().nullish() }) });

/** The few calls to X that the tools make, each with its answer checked. */
export type TwitterClient = ReturnType<typeof createTwitterClient>;

/** Which page of a list, by the cursor that X gave with the page before. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Makes the client of one connection. */
export function createTwitterClient(context: { readonly fetch: ConnectionFetch; readonly apiUrl: URL }) {
  const api = twitterApi(context);
  let connectedUser: TwitterUser | undefined;

  /** Who is connected; asked once. */
  const me = async (signal: AbortSignal): Promise<TwitterUser> => {
    connectedUser ??= (await api.get('users/me', userAnswerSchema, { signal })).data;
    return connectedUser;
  };

  return {
    me,

    async userByName(username: string, signal: AbortSignal): Promise<TwitterUser> {
      const request = { params: { username }, signal };
      return (await api.get('users/by/username/:username', userAnswerSchema, request)).data;
    },

    async createPost(post: { text: string; replyTo?: string | undefined }, signal: AbortSignal) {
      const reply = post.replyTo === undefined ? {} : { reply: { in_reply_to_tweet_id: post.replyTo } };
      return (await api.post('tweets', createdSchema, { body: { text: post.text, ...reply }, signal })).data;
    },

    /** Posts of the last seven days, newest first; X gives no fewer than 10. */
    searchPosts(
      { query, limit, beforeId }: { query: string; limit: number; beforeId?: string | undefined },
      signal: AbortSignal,
    ) {
      const paging = { max_results: Math.max(10, limit), until_id: beforeId };
      const request = { query: { query, ...paging, ...postFields }, signal };
      return api.get('tweets/search/recent', postPageSchema, request);
    },

    /** What the connected user sees under "Following", newest first. */
    async homeTimeline({ limit, cursor }: PageRequest, signal: AbortSignal) {
      const { id } = await me(signal);
      const query = { max_results: limit, pagination_token: cursor, ...postFields };
      const request = { query, params: { id }, signal };
      return api.get('users/:id/timelines/reverse_chronological', postPageSchema, request);
    },

    /** Messages of all conversations, or of the one with a user, newest first. */
    directMessages(page: PageRequest & { withUserId?: string | undefined }, signal: AbortSignal) {
      const { limit, cursor, withUserId } = page;
      const paging = { max_results: limit, pagination_token: cursor, event_types: 'MessageCreate' };
      const path = withUserId === undefined ? 'dm_events' : 'dm_conversations/with/:id/dm_events';
      const request = { query: { ...paging, ...directMessageFields }, params: { id: withUserId }, signal };
      return api.get(path, directMessagePageSchema, request);
    },
  };
}
