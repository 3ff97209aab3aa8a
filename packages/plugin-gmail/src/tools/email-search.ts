import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { gmailScopes } from '../gmail-auth.ts';
import type { GmailClient } from '../gmail-client.ts';
import { listSummaries, messageListOutput } from '../list-summaries.ts';

/** Searches the whole mailbox. */
export const emailSearch = tool({
  name: 'email_search',
  description:
    'Search all emails, except spam and trash, in Gmail query syntax: from:ada subject:"trip to Oslo" is:unread has:attachment after:2026/01/31 newer_than:7d in:sent label:work -word (a OR b).',
  effect: 'read',
  scopes: [gmailScopes.read],
  input: z.strictObject({
    query: z.string().trim().min(1).max(2000).describe('Gmail search query.'),
    limit: z.int().min(1).max(100).default(10).describe('How many emails at most.'),
    cursor: z.string().min(1).max(500).optional().describe('next_cursor of the page before.'),
  }),
  output: messageListOutput,
  execute: async ({ query, limit, cursor }, { client, signal }: ToolContext<GmailClient>) =>
    listSummaries(client, { query, limit, cursor }, signal),
});
