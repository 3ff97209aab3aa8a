import type { ConnectionFetch } from '@sidecar/core';
import { z } from 'zod';
import { readAnswer } from './example-service-errors.ts';

/** The few calls to Example Service that the tools make, each with its answer checked. */
export interface ExampleServiceClient {
  me(signal: AbortSignal): Promise<{ readonly id: string; readonly label: string }>; // only: oauth2, token
  itemList(page: { readonly limit: number }, signal: AbortSignal): Promise<readonly Item[]>;
}

// Answers are read leniently: only the fields that are used, and what may be missing is nullish.
const meSchema = z.object({ id: z.string().min(1), email: z.string().nullish() }); // only: oauth2, token
const itemSchema = z.object({ id: z.string(), title: z.string().nullish() });
const itemsSchema = z.object({ items: z.array(itemSchema) });

/** One item as Example Service tells it. */
export type Item = z.infer<typeof itemSchema>;

/** Makes the client of one connection; its fetch adds the credentials, waits for limits and repeats what may be repeated. */
export function createExampleServiceClient(context: {
  readonly fetch: ConnectionFetch;
  readonly apiUrl: URL;
}): ExampleServiceClient {
  const get = async <Answer extends z.ZodType>(path: string, answer: Answer, signal: AbortSignal) => {
    const response = await context.fetch(new URL(path, context.apiUrl), { signal });
    return readAnswer(response, answer);
  };
  return {
    // only: oauth2, token {
    me: async (signal) => {
      const { id, email } = await get('/v1/me', meSchema, signal);
      return { id, label: email ?? id };
    },
    // }
    itemList: async ({ limit }, signal) =>
      (await get(`/v1/items?limit=${limit}`, itemsSchema, signal)).items.slice(0, limit),
  };
}
