import type { ConnectionFetch } from '@sidecar/core';
import type { z } from 'zod';
import { readAnswer } from './slack-errors.ts';

/** What a request says beside its method's name. */
export interface ReadRequest {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** The credential of the grant; the main one unless given. */
  readonly credential?: string | undefined;
  readonly signal: AbortSignal;
}

/** What a writing request says. */
export interface WriteRequest {
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether a second time does no harm. */
  readonly idempotent?: boolean;
  readonly signal: AbortSignal;
}

/** Slack's Web API: methods by name, every answer checked. Many methods read no JSON, so what only reads is asked by query. */
export type SlackApi = ReturnType<typeof slackApi>;

/** Makes the API of one connection; its fetch adds the credentials, waits for limits and repeats what may be repeated. */
export function slackApi({ fetch, apiUrl }: { readonly fetch: ConnectionFetch; readonly apiUrl: URL }) {
  const addressOf = (method: string) => new URL(`/api/${method}`, apiUrl);
  return {
    async read<Answer extends z.ZodType>(method: string, answer: Answer, request: ReadRequest) {
      const { query = {}, credential, signal } = request;
      const url = addressOf(method);
      for (const [name, value] of Object.entries(query))
        if (value !== undefined) url.searchParams.set(name, String(value));
      const response = await fetch(url, { signal, ...(credential === undefined ? {} : { credential }) });
      return readAnswer(response, answer);
    },
    async write<Answer extends z.ZodType>(method: string, answer: Answer, request: WriteRequest) {
      const { body, idempotent = false, signal } = request;
      const response = await fetch(addressOf(method), {
        method: 'POST',
        // Without the charset Slack adds a warning to each answer.
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        idempotent,
        signal,
      });
      return readAnswer(response, answer, idempotent ? 'read' : 'write');
    },
  };
}
