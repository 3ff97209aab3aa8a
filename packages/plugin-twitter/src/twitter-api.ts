import { type ConnectionFetch, SidecarError } from '@sidecar/core';
import type { z } from 'zod';
import { fetchTransport } from './twitter-transport.ts';

/** What a request says beside its path; `params` fill the path's `:names`. */
export interface ApiRequest {
  readonly query?: Record<string, string | number | undefined>;
  readonly params?: Record<string, string | undefined>;
  readonly body?: Record<string, unknown>;
  readonly signal: AbortSignal;
}

/** X's API over twitter-api-v2, which the first request loads; an answer that does not fit its schema is `invalid_response`. */
export function twitterApi({ fetch, apiUrl }: { readonly fetch: ConnectionFetch; readonly apiUrl: URL }) {
  const prefix = `${apiUrl.href.replace(/\/$/, '')}/2/`;
  const open = async (signal: AbortSignal) => {
    const { TwitterApi } = await import('twitter-api-v2');
    // It is given no token: the connection's fetch attaches one when it sends.
    return new TwitterApi(undefined, { plugins: [fetchTransport(fetch, signal)] }).v2;
  };
  return {
    async get<Answer extends z.ZodType>(path: string, answer: Answer, request: ApiRequest) {
      const { query = {}, params = {}, signal } = request;
      const api = await open(signal);
      return read(answer, await api.get<unknown>(path, query, { params, prefix }));
    },
    async post<Answer extends z.ZodType>(path: string, answer: Answer, request: ApiRequest) {
      const { body = {}, params = {}, signal } = request;
      const api = await open(signal);
      const given = await api.post<unknown>(path, body, { params, prefix });
      return read(answer, given, { outcome: 'unknown' });
    },
  };
}

function read<Answer extends z.ZodType>(
  schema: Answer,
  answer: unknown,
  details: { readonly outcome?: 'unknown' } = {},
): z.infer<Answer> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole';
  throw new SidecarError('invalid_response', `Twitter's answer is not as documented (${where}).`, {
    integration: 'twitter',
    ...details,
  });
}
