import { z } from 'zod';
import {
  bearerToken,
  type ConnectionFetch,
  type IntegrationPlugin,
  noAuth,
  type ToolContext,
  tool,
} from '../src/index.ts';

/** What the toy's tools call; made once per grant. */
export interface ToyClient {
  readonly fetch: ConnectionFetch;
  readonly madeFor: string;
}

const list = tool({
  name: 'notes_list',
  description: 'List notes.',
  effect: 'read',
  input: z.strictObject({
    limit: z.number().int().min(1).max(50).default(10),
    tags: z.array(z.string()).optional(),
  }),
  output: z.object({ notes: z.array(z.string()), asked: z.number() }),
  execute: async ({ limit }, { client, signal }: ToolContext<ToyClient>) => {
    const answer = await client.fetch(new URL('/notes', client.madeFor), { signal });
    const notes: unknown = await answer.json();
    return { notes: notes as string[], asked: limit };
  },
});

const write = tool({
  name: 'note_write',
  description: 'Write a note.',
  effect: 'write',
  auth: ['token'],
  input: z.strictObject({ text: z.string().min(1), to: z.array(z.string()).default([]) }),
  output: z.object({ written: z.string() }),
  execute: async ({ text }) => ({ written: text }),
});

/** A plugin with two tools and typed tokens, at an API on loopback. */
export function toyPlugin(
  apiUrl: string,
  differences: Partial<IntegrationPlugin<ToyClient, { readonly greeting: string }>> = {},
) {
  return {
    specificationVersion: 'v1',
    id: 'notes',
    name: 'Notes',
    description: 'Notes of a person',
    icon: '📝',
    category: 'productivity',
    capabilities: { read: ['notes'], write: ['notes'], webhooks: false },
    auth: {
      token: bearerToken({
        fields: z.strictObject({ token: z.string().min(3) }),
        token: ({ token }) => token,
      }),
      local: noAuth(),
    },
    apiOrigins: [new URL(apiUrl).origin],
    settings: z.object({ greeting: z.string().default('hello') }),
    createClient: ({ fetch }) => ({ fetch, madeFor: apiUrl }),
    identify: async ({ fetch }: ToyClient) => {
      const who = await (await fetch(new URL('/me', apiUrl))).json();
      return z.object({ id: z.string(), label: z.string() }).parse(who);
    },
    tools: [list, write],
    ...differences,
  } as const satisfies IntegrationPlugin<ToyClient, { readonly greeting: string }>;
}
