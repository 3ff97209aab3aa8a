import { type ConnectionFetch, SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { directMessageFields, directMessagePageSchema } from './direct-message.ts';
import { postFields, postPageSchema } from './post.ts';
import { fetchTransport } from './twitter-transport.ts';
import { type TwitterUser, userSchema } from './user.ts';

const userAnswerSchema = z.object({ data: userSchema });
const createdSchema = z.object({ data: z.object({ id: z.string(), text: z.string().nullish() }) });

/** The few calls to X's API that the tools make, each with its answer checked. */
export type TwitterClient = ReturnType<typeof createTwitterClient>;

/** Makes the client of one connection; twitter-api-v2 is loaded by the first call. */
export function createTwitterClient(context: { readonly fetch: ConnectionFetch; readonly apiUrl: URL }) {
  const prefix = new URL('/2/', context.apiUrl).href;
  let connectedUser: TwitterUser | undefined;

  const openApi = async (signal: AbortSignal) => {
    const { TwitterApi } = await import('twitter-api-v2');
    // It is given no token: the connection's fetch attaches one when it sends.
    return new TwitterApi(undefined, { plugins: [fetchTransport(context.fetch, signal)] }).v2;
  };

  const get = async <Answer extends z.ZodType>(path: string, answer: Answer, request: GetRequest) => {
    const api = await openApi(request.signal);
    const { query = {}, params = {} } = request;
    return read(answer, await api.get<unknown>(path, query, { params, prefix }));
  };

  const client = {
    /** Who is connected; asked once. */
    async me(signal: AbortSignal): Promise<TwitterUser> {
      connectedUser ??= (await get('users/me', userAnswerSchema, { signal })).data;
      return connectedUser;
    },

    async userByName(username: string, signal: AbortSignal): Promise<TwitterUser> {
      const params = { username };
      return (await get('users/by/username/:username', userAnswerSchema, { params, signal })).data;
    },

    async createPost(post: { text: string; replyTo?: string | undefined }, signal: AbortSignal) {
      const reply = post.replyTo === undefined ? {} : { reply: { in_reply_to_tweet_id: post.replyTo } };
      const api = await openApi(signal);
      const answer = await api.post<unknown>('tweets', { text: post.text, ...reply }, { prefix });
      const created = createdSchema.safeParse(answer);
      if (created.success) return created.data.data;
      throw unreadable('X took the post but did not say which it is.', { outcome: 'unknown' });
    },

    /** Posts of the last seven days, newest first; X gives no fewer than 10. */
    searchPosts(
      search: { query: string; limit: number; beforeId?: string | undefined },
      signal: AbortSignal,
    ) {
      const { limit, beforeId } = search;
      const query = {
        query: search.query,
        max_results: Math.max(10, limit),
        until_id: beforeId,
        ...postFields,
      };
      return get('tweets/search/recent', postPageSchema, { query, signal });
    },

    /** What the connected user sees under "Following", newest first. */
    async homeTimeline(page: PageRequest, signal: AbortSignal) {
      const { id } = await client.me(signal);
      const query = { max_results: page.limit, pagination_token: page.cursor, ...postFields };
      return get('users/:id/timelines/reverse_chronological', postPageSchema, {
        query,
        params: { id },
        signal,
      });
    },

    /** Messages of all conversations, or of the one with a user, newest first. */
    directMessages(page: PageRequest & { withUserId?: string | undefined }, signal: AbortSignal) {
      const paging = { max_results: page.limit, pagination_token: page.cursor };
      const query = { ...paging, event_types: 'MessageCreate', ...directMessageFields };
      const params = { id: page.withUserId };
      const path = page.withUserId === undefined ? 'dm_events' : 'dm_conversations/with/:id/dm_events';
      return get(path, directMessagePageSchema, { query, params, signal });
    },
  };
  return client;
}

interface GetRequest {
  readonly query?: Record<string, string | number | undefined>;
  readonly params?: Record<string, string | undefined>;
  readonly signal: AbortSignal;
}

/** Which page of a list, by the cursor that X gave with the page before. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

function read<Answer extends z.ZodType>(schema: Answer, answer: unknown): z.infer<Answer> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole';
  throw unreadable(`X's answer is not as documented (${where}).`);
}

function unreadable(message: string, details: { outcome?: 'unknown' } = {}): SidecarError {
  return new SidecarError('invalid_response', message, { integration: 'twitter', ...details });
}
