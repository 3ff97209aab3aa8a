import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { gmailScopes } from '../gmail-auth.ts';
import type { GmailClient } from '../gmail-client.ts';
import { gmailQuery } from '../gmail-query.ts';
import { listSummaries, messageListOutput } from '../list-summaries.ts';

/** Lists the inbox. */
export const emailList = tool({
  name: 'email_list',
  description:
    'List recent emails of the inbox, newest first, with sender, subject and a snippet. Use email_read for the text and email_search for mail outside of the inbox.',
  effect: 'read',
  scopes: [gmailScopes.read],
  input: z.strictObject({
    limit: z.int().min(1).max(100).default(10).describe('How many emails at most.'),
    unread_only: z.boolean().default(false).describe('Only emails that are not read yet.'),
    from: z.string().max(500).optional().describe('Only from this address, name or domain.'),
    subject_contains: z.string().max(500).optional().describe('Only with these words in the subject.'),
    cursor: z.string().min(1).max(500).optional().describe('next_cursor of the page before.'),
  }),
  output: messageListOutput,
  execute: async (input, { client, signal }: ToolContext<GmailClient>) => {
    const { limit, unread_only, from, subject_contains, cursor } = input;
    const query = gmailQuery({
      ...(from === undefined ? {} : { from }),
      ...(subject_contains === undefined ? {} : { subject: subject_contains }),
    });
    const labelIds = unread_only ? ['INBOX', 'UNREAD'] : ['INBOX'];
    return listSummaries(client, { query, labelIds, limit, cursor }, signal);
  },
});
