import { z } from 'zod';
import { messagesSchema } from './message.ts';
import { foundSchema } from './search-match.ts';
import type { SlackApi } from './slack-api.ts';

const postedSchema = z.object({ channel: z.string().min(1), ts: z.string().min(1) });
const scheduledSchema = z.object({
  channel: z.string().min(1),
  scheduled_message_id: z.string().min(1),
  post_at: z.union([z.number(), z.string()]).nullish(),
});

/** A message before it is sent. */
export interface NewMessage {
  readonly channel: string;
  /** In Slack's own format. */
  readonly text: string;
  readonly thread?: string | undefined;
  /** Whether an answer in a thread is shown in the channel too. */
  readonly broadcast?: boolean | undefined;
}

/** Which page of what. */
export interface HistoryRequest {
  readonly channel: string;
  /** The message whose answers are read, instead of the channel itself. */
  readonly thread?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Seconds since the epoch. */
  readonly oldest?: number | undefined;
  readonly latest?: number | undefined;
}

/** Makes the calls about messages; what searches is asked with the person's credential. */
export function createMessageCalls(api: SlackApi, userCredential: string | undefined) {
  return {
    read: ({ thread, ...query }: HistoryRequest, signal: AbortSignal) => {
      if (thread === undefined) return api.read('conversations.history', messagesSchema, { query, signal });
      return api.read('conversations.replies', messagesSchema, { query: { ...query, ts: thread }, signal });
    },

    post: (message: NewMessage, signal: AbortSignal) =>
      api.write('chat.postMessage', postedSchema, { body: bodyOf(message), signal }),

    schedule: (message: NewMessage & { readonly postAt: number }, signal: AbortSignal) =>
      api.write('chat.scheduleMessage', scheduledSchema, {
        body: { ...bodyOf(message), post_at: message.postAt },
        signal,
      }),

    /** A second time Slack says that it is there. */
    react: (
      reaction: { readonly channel: string; readonly timestamp: string; readonly name: string },
      signal: AbortSignal,
    ) => api.write('reactions.add', z.object({}), { body: reaction, signal }),

    search: (
      search: {
        readonly query: string;
        readonly count: number;
        readonly page: number;
        readonly sort: string;
      } & {
        readonly team: string | undefined;
      },
      signal: AbortSignal,
    ) => {
      const { team, ...query } = search;
      const request = { query: { ...query, team_id: team }, credential: userCredential, signal };
      return api.read('search.messages', foundSchema, request);
    },
  };
}

function bodyOf({ channel, text, thread, broadcast }: NewMessage) {
  return {
    channel,
    text,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(thread !== undefined && broadcast ? { reply_broadcast: true } : {}),
  };
}
