import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { messageMrkdwn } from '../message.ts';
import type { SlackClient } from '../slack-client.ts';
import { mentionedPeople, mrkdwnToMarkdown } from '../text/mrkdwn-to-markdown.ts';
import { timeOf } from '../timestamp.ts';
import { toolInputs } from '../tool-inputs.ts';

/** Slack shows no more pages of one search. */
const mostPages = 100;

const foundOutput = z.object({
  id: z.string(),
  channel: z.string(),
  channel_name: z.string().optional(),
  author: z.string(),
  text: z.string(),
  sent_at: z.string().optional(),
  url: z.string().optional(),
});

/** Searches what the connected person can see. */
export const messagesSearchTool = tool({
  name: 'messages_search',
  description:
    'Search the messages that the connected person can see in Slack, private channels and direct messages included.',
  effect: 'read',
  scopes: ['search:read'],
  credential: 'user',
  auth: ['oauth', 'pkce'],
  input: z.strictObject({
    query: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .describe(
        'Words, "exact phrases", -without; operators: from:@name, in:#channel, before:2026-01-31, after:, has:link, is:thread.',
      ),
    sort: z.enum(['relevance', 'newest']).default('relevance').describe('Which come first.'),
    limit: z.int().min(1).max(100).default(20).describe('How many messages.'),
    cursor: z
      .string()
      .regex(/^[1-9]\d?$|^100$/, 'Give the next_cursor of an earlier answer.')
      .optional()
      .describe('next_cursor of the page before; with the same limit.'),
    workspace: toolInputs.workspace,
  }),
  output: z.object({
    messages: z.array(foundOutput),
    total: z.number().optional(),
    next_cursor: z.string().optional(),
  }),
  execute: async (input, { client, signal }: ToolContext<SlackClient>) => {
    const { query, sort, limit: count, cursor = '1', workspace } = input;
    const team = await client.workspaces.resolve(workspace, signal);
    const order = sort === 'newest' ? 'timestamp' : 'score';
    const page = Number(cursor);
    const { messages } = await client.messages.search({ query, count, page, sort: order, team }, signal);
    const { matches, total, paging } = messages;
    const texts = matches.map(messageMrkdwn);
    const authors = matches.flatMap(({ user }) => user || []);
    const names = await client.people.names([...authors, ...texts.flatMap(mentionedPeople)], signal);
    const found = matches.map(({ ts, user, username, channel, permalink }, index) => {
      const sentAt = timeOf(ts);
      return {
        id: ts,
        channel: channel?.id ?? 'unknown',
        ...(channel?.name ? { channel_name: channel.name } : {}),
        author: (user && names.get(user)) || username || 'unknown',
        text: mrkdwnToMarkdown(texts[index] ?? '', names),
        ...(sentAt ? { sent_at: sentAt } : {}),
        ...(permalink ? { url: permalink } : {}),
      };
    });
    const hasMore = page < Math.min(mostPages, paging?.pages ?? 0);
    return {
      messages: found,
      ...(typeof total === 'number' ? { total } : {}),
      ...(hasMore ? { next_cursor: String(page + 1) } : {}),
    };
  },
});
